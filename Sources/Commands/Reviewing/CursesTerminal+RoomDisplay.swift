public import CursesTerminal
public import Workbench

extension CursesTerminal: RoomDisplay {}
