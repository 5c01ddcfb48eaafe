"""Engines that read text in pictures, and one text from several readings."""
