"""The dialogs that the toolkit brings speak Chinese too."""

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.ui.qt_words import speak_chinese


def test_the_file_dialog_speaks_chinese(qapp: QApplication) -> None:
    assert speak_chinese(qapp)
    assert QCoreApplication.translate("QFileDialog", "File &name:") == "文件名称(&N)："
    for words in qapp.findChildren(QTranslator):
        qapp.removeTranslator(words)
