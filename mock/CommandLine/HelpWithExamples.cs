using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>The library's help, and below it what people copy.</summary>
internal sealed class HelpWithExamples(HelpAction options) : SynchronousCommandLineAction
{
    private const string Examples = """
        Examples:
          dotnet run --project mock
          dotnet run --project mock -- --urls http://127.0.0.1:0 --seed 7 --records 10000
          dotnet run --project mock -- --profile conformance-report/report.json
          dotnet run --project mock -- --break RULE --break RULE=BREAKAGE

        Rules and the ways to break them: dotnet run --project conformance -- --list
        What no rule shows, but sequences of requests do: --break sequence=BREAKAGE, in the same list

        Keys, unless --keys says otherwise:
          demo            all rights
          demo-readonly   the same silo, reads only
          demo-other      all rights, a silo of its own
          demo-empty      all rights, a silo without records
          demo-forbidden  known, without any right

        A keys file is a list of silos; only one key of each is needed, the rest is as the options say:
          [
            { "key": "blue" },
            { "keys": [{ "key": "red", "canWrite": true }, { "key": "red-reader", "canWrite": false }],
              "seed": 7, "records": 10, "profile": { "rule": "reading" }, "broken": ["rule", "rule=breakage"] }
          ]

        A data file names records by API and resource; what a record leaves out is generated:
          API:
            RESOURCE:
              - { FIELD: value, $label: acme }
              - { FIELD: value, OTHER: "@acme", $generate: false }
        GET /__admin/silos/KEY/data exports a silo in this format; /openapi/API.data.schema.json completes it in an editor.

        Overrides are a list; the first one that applies answers:
          [
            { "api": "API", "operation": "OPERATION", "key": "demo", "times": 1, "status": 409 },
            { "operation": "*", "after": 10, "probability": 0.1, "status": 503, "retryAfter": 5, "delay": { "from": 200, "to": 900 } },
            { "resource": "RESOURCE", "identity": 7, "set": { "$.path.to": false }, "remove": ["/xml/path/to"] },
            { "operation": "OPERATION", "fault": "reset" }
          ]
        POST /__admin/overrides makes them while it runs.

        The start page / shows a curl line for each operation. POST /__admin/silos makes a silo while it runs,
        POST /__admin/reset puts everything back, GET /__admin/health tells whether it is well.
        Exit code 2: an option, a file, an address or a contract is wrong; the message says which.
        """;

    // Without it, wrong options beside --help would be complained of.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = options.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Examples);
        return code;
    }
}
