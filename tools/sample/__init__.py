"""The maker of the bundled sample series: pictures, sound, subtitles and the truth about them."""
