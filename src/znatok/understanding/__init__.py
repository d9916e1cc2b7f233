"""What a message means: its intent, what it names, its periods, its words set right."""
