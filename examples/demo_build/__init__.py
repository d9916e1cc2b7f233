"""Writers that turn the demo company's Markdown sources into the files an office really keeps."""
