"""The screens of an import: uploaded, waited for, looked through, imported, taken back."""
