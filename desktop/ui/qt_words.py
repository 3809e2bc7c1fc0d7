"""The words of the toolkit's own dialogs, such as choosing a file, in Chinese."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_FILE = "qtbase_zh_CN"


def speak_chinese(app: QCoreApplication) -> bool:
    """Put the toolkit's Chinese words in force; False where its files lack them, and then they stay English."""
    words = QTranslator(app)
    found = words.load(_FILE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(words)
