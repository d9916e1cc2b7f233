// Runs before the first paint so that the page never flashes in the wrong theme.
// A file of its own, not inline: the Content-Security-Policy then needs no exception.
;(function () {
  var choice = null
  try {
    choice = localStorage.getItem('znatok.theme')
  } catch {
    choice = null
  }
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice
})()
