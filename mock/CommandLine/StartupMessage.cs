using PlanisoContract.Mock.Console;
using PlanisoContract.Mock.Hosting;
using PlanisoContract.Spec;
using Spectre.Console;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>What the program says when it is ready.</summary>
internal static class StartupMessage
{
    public static void Write(MockServer mock, bool terminal)
    {
        foreach (var url in mock.Urls.Where(url => !ServerAddress.IsLoopback(url)))
            System.Console.Error.WriteLine($"Warning: {url} can be reached from other machines. The keys of a mock are no secret.");
        if (terminal)
            Summarize(mock);
        if (mock.WireMockUrl is { } wireMock)
            System.Console.WriteLine($"WireMock.Net on {wireMock}");
        // Programs wait for these lines: they stand alone, in every mode.
        foreach (var url in mock.Urls)
            System.Console.WriteLine($"Listening on {url}");
        if (terminal)
            System.Console.WriteLine("Press Ctrl+C to stop.\n");
    }

    private static void Summarize(MockServer mock)
    {
        var grid = new Grid().AddColumns(2);
        grid.Columns[0].PadLeft(2).PadRight(3).NoWrap();
        foreach (var silo in mock.Services.Silos.All)
        {
            var keys = silo.Settings.Keys.Select(right => right.CanWrite ? right.Key : $"{right.Key} ({right.Rights})");
            Row(grid, "Keys", $"{string.Join(", ", keys)}: {silo.Settings.Records}, seed {silo.Settings.Seed}");
        }
        Row(grid, "Start page", mock.Url + "/");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(grid);
        AnsiConsole.WriteLine();
        // A table would break these in the middle; a terminal copies them whole.
        foreach (var contract in mock.Services.Options.Contracts)
            System.Console.WriteLine($"  {contract.Title}\n  {Try(mock, contract)}\n");
    }

    // A line to copy: the first list there is.
    private static string Try(MockServer mock, Contract contract)
    {
        var home = mock.Services.Silos.Default;
        var list = contract.Operations.FirstOrDefault(operation => operation.Kind == OperationKind.List, contract.Operations[0]);
        return string.Join(' ', CurlLine.Of(list, contract.SecuritySchemes, new ExampleValues(home, contract), mock.Url, home.Settings.Keys[0].Key));
    }

    private static void Row(Grid grid, string name, string text) =>
        grid.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(text));
}
