"""What is known of languages: their letters, their numbers, how they count. Pure; the words are data files."""
