"""Projects: texts under work, in one SQLite file, with every version that was ever saved."""

from toolkit.project.model import Conflict, DocumentRow, Kind, Row, State
from toolkit.project.store import FILE_NAME, Project, create_project, open_project

__all__ = [
    "FILE_NAME",
    "Conflict",
    "DocumentRow",
    "Kind",
    "Project",
    "Row",
    "State",
    "create_project",
    "open_project",
]
