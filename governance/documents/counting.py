"""How many signs a file holds, counted by other code than the readers'."""

from .file_endings import kind_of


def count_characters(name: str, data: bytes) -> int:
    """Signs of everything a person sees in a file; white space is not counted.

    Raises DocumentRefused where a file cannot be counted.
    """
    # Each counter brings its own libraries, which take longer to load than most files to count.
    kind = kind_of(name, data)
    if kind == "docx":
        from .counting_word import count_word

        return count_word(name, data)
    if kind == "xlsx":
        from .counting_xlsx import count_xlsx

        return count_xlsx(data)
    from .counting_tables import count_csv, count_text
    from .csv_rows import decoded

    count = count_csv if kind == "csv" else count_text
    return count(decoded(name, data))
