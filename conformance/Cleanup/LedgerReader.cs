using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>A ledger that was left behind, read again.</summary>
/// <param name="Head">Whose it is.</param>
/// <param name="WriteHistory">What its run had written.</param>
/// <param name="IsFinished">Whether its last line says that nothing more can be done.</param>
internal sealed record LedgerReader(LedgerHead Head, WriteHistory WriteHistory, bool IsFinished)
{
    /// <summary>Reads a ledger. Lines that were cut in half are passed over: what they would have announced was never sent.</summary>
    /// <exception cref="UsageException">It cannot be read, or is none.</exception>
    public static LedgerReader Read(FileInfo file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file.FullName);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The ledger {file.FullName} cannot be read: {wrong.Message}");
        }
        if (lines.Length == 0 || HeadOf(Parse(lines[0])) is not { } head)
        {
            throw new UsageException($"{file.FullName} is no ledger: its first line is not that of one. "
                + "Expected a file that a run wrote, ledger-TAG.jsonl unless --ledger named it.");
        }
        var history = new WriteHistory();
        var finished = false;
        foreach (var line in lines.Skip(1).Select(Parse).OfType<JsonObject>())
        {
            finished = line[LedgerFields.Finished] is JsonValue said && said.GetValueKind() == JsonValueKind.True;
            Note(line, history);
        }
        return new LedgerReader(head, history, finished);
    }

    /// <summary>Whether a file is a ledger that nobody needs any more: its run wrote nothing, or has cleaned up.</summary>
    public static bool IsSpent(FileInfo file)
    {
        try
        {
            var ledger = Read(file);
            return ledger.IsFinished || ledger.WriteHistory.Writes == 0;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static void Note(JsonObject line, WriteHistory history)
    {
        if (!long.TryParse(Text(line, LedgerFields.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return;
        if (Text(line, LedgerFields.Came) is { } came)
        {
            history.Note(number, LedgerFields.Arrived(came), Text(line, LedgerFields.Identity));
            return;
        }
        history.Note(new WriteIntent(
            number, Text(line, LedgerFields.Method) ?? "", Text(line, LedgerFields.Path) ?? "", LedgerFields.Kind(Text(line, LedgerFields.Does)),
            Text(line, LedgerFields.Resource), Text(line, LedgerFields.Identity), Text(line, LedgerFields.Parent), Text(line, LedgerFields.Mark),
            LedgerFields.SiloOf(Text(line, LedgerFields.Silo))));
    }

    private static LedgerHead? HeadOf(JsonObject? line) =>
        line is not null && Text(line, LedgerFields.Ledger) == LedgerFields.Version.ToString(CultureInfo.InvariantCulture)
        && Text(line, LedgerFields.Tag) is { Length: > 0 } tag && Text(line, LedgerFields.Api) is { } api && Text(line, LedgerFields.Target) is { } target
            ? new LedgerHead(tag, api, target,
                DateTimeOffset.TryParse(Text(line, LedgerFields.Time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default)
            : null;

    private static JsonObject? Parse(string line) => JsonText.Read(line) as JsonObject;

    private static string? Text(JsonObject line, string name) => Session.TextOf(line[name]);
}
