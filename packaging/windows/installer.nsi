; The installer for Windows: for one user, without administrator rights.
; UNTESTED: written on a Debian machine, where makensis compiles it; nobody has run what comes out.
;
;   pyinstaller --distpath build\bundle --workpath build\work packaging\planner.spec      (on Windows)
;   makensis -DVERSION=0.1.0 packaging\windows\installer.nsi

Unicode true
!include "MUI2.nsh"
!ifndef VERSION
  !error "Name the version: makensis -DVERSION=0.1.0 ..."
!endif
!ifndef BUNDLE
  !define BUNDLE "..\..\build\bundle\planner"
!endif
!ifndef OUTPUT
  !define OUTPUT "..\..\dist\ai-energy-planner-${VERSION}-windows-setup.exe"
!endif
!define TITLE "AI Energy Planner"
!define PROGRAM "$INSTDIR\AI Energy Planner.exe"
!define KIND "AIEnergyPlanner.Plan"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\ai-energy-planner"

Name "${TITLE}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\AI Energy Planner"
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"
SetCompressor /SOLID lzma

!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

Section
  ; What an earlier version left, so that no old library stands beside the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "${PROGRAM}"

  WriteRegStr HKCU "Software\Classes\.aiplan" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.aiplan" "Content Type" "application/x-aiplan+json"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "AI Energy Planner plan"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"${PROGRAM}" "%1"'

  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "${PROGRAM}"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ; Only what was installed: the folder may have been chosen by hand and hold other things.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\planner.exe"
  Delete "${PROGRAM}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegValue HKCU "Software\Classes\.aiplan" ""
  DeleteRegValue HKCU "Software\Classes\.aiplan" "Content Type"
  DeleteRegKey /ifempty HKCU "Software\Classes\.aiplan"
  DeleteRegKey HKCU "${REMOVAL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
