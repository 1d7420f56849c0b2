{
  lib,
  python3Packages,
  versionCheckHook,
}:

python3Packages.buildPythonApplication {
  pname = "lastmile-tui";
  version = "0.1.0";
  pyproject = true;

  src = lib.cleanSource ../../..;

  build-system = with python3Packages; [ hatchling ];

  dependencies = with python3Packages; [
    msgspec
    pendulum
    platformdirs
    textual
    tinydb
  ];

  optional-dependencies = with python3Packages; {
    formats = [ icalendar ];
    mcp = [
      jsonschema
      mcp
    ];
    web = [
      aiohttp
      textual-serve
    ];
  };

  pythonImportsCheck = [ "lastmile_tui" ];
  nativeInstallCheckInputs = [ versionCheckHook ];

  meta = {
    description = "Goals as roads with mile markers, and a final stretch that is impossible to overlook";
    license = lib.licenses.mit;
    mainProgram = "lastmile";
    platforms = lib.platforms.unix;
  };
}
