"""What a file is, is told by its bytes."""

from desktop.values import media


def test_pictures_and_pdfs_are_told_by_their_first_bytes_and_nothing_else_is() -> None:
    said = [
        media.told(data) for data in (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n..", b"RIFF....WEBPVP8 ", b"%PDF-1.7")
    ]
    assert said == [media.JPEG, media.PNG, media.WEBP, media.PDF]
    assert {media.told(data) for data in (b"", b"RIFF....WAVE", b"MZ", "照片.jpg".encode())} == {""}
