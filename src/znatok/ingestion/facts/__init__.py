"""What a document says about itself, read off its title, first page and requisites."""
