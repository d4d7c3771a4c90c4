using Spectre.Console;

namespace PlanisoContract.Conformance.Reports;

/// <summary>A console over a writer that knows whether anyone sees colors.</summary>
internal static class Terminal
{
    public static IAnsiConsole Over(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            // Left to itself it goes by the environment, and a file would get escape sequences.
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
    }
}
