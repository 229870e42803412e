"""The screens of an import: handed in, waited for, looked through, brought in, taken back."""
