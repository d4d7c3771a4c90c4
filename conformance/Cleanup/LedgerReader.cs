using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>A ledger that was left behind, read again.</summary>
/// <param name="Head">Whose it is.</param>
/// <param name="Footprint">What its run had written.</param>
/// <param name="IsFinished">Whether its last line says that nothing more can be done.</param>
internal sealed record LedgerReader(LedgerHead Head, Footprint Footprint, bool IsFinished)
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
        var footprint = new Footprint();
        var finished = false;
        foreach (var line in lines.Skip(1).Select(Parse).OfType<JsonObject>())
        {
            finished = line[LedgerWords.Finished] is JsonValue said && said.GetValueKind() == JsonValueKind.True;
            Note(line, footprint);
        }
        return new LedgerReader(head, footprint, finished);
    }

    /// <summary>Whether a file is a ledger that nobody needs any more: its run wrote nothing, or has cleaned up.</summary>
    public static bool IsSpent(FileInfo file)
    {
        try
        {
            var ledger = Read(file);
            return ledger.IsFinished || ledger.Footprint.Writes == 0;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static void Note(JsonObject line, Footprint footprint)
    {
        if (!long.TryParse(Text(line, LedgerWords.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return;
        if (Text(line, LedgerWords.Came) is { } came)
        {
            footprint.Note(number, LedgerWords.Arrived(came), Text(line, LedgerWords.Identity));
            return;
        }
        footprint.Note(new Intent(
            number, Text(line, LedgerWords.Method) ?? "", Text(line, LedgerWords.Path) ?? "", LedgerWords.Kind(Text(line, LedgerWords.Does)),
            Text(line, LedgerWords.Resource), Text(line, LedgerWords.Identity), Text(line, LedgerWords.Parent), Text(line, LedgerWords.Mark),
            LedgerWords.SiloOf(Text(line, LedgerWords.Silo))));
    }

    private static LedgerHead? HeadOf(JsonObject? line) =>
        line is not null && Text(line, LedgerWords.Ledger) == LedgerWords.Version.ToString(CultureInfo.InvariantCulture)
        && Text(line, LedgerWords.Tag) is { Length: > 0 } tag && Text(line, LedgerWords.Api) is { } api && Text(line, LedgerWords.Target) is { } target
            ? new LedgerHead(tag, api, target,
                DateTimeOffset.TryParse(Text(line, LedgerWords.Time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default)
            : null;

    private static JsonObject? Parse(string line) => JsonText.Read(line) as JsonObject;

    private static string? Text(JsonObject line, string name) => Session.TextOf(line[name]);
}
