using System.Collections.Immutable;
using System.Text;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup.Plans;

/// <summary>What a contract's rules were seen to send to the mock in one mode, from the file beside this one.</summary>
/// <param name="Rules">Of each rule that sends anything: what its own check sends, and what it needs when it is judged alone.</param>
/// <param name="Shared">What all rules together share.</param>
/// <param name="Cleanup">What cleaning up after all rules takes, the lists aside.</param>
/// <param name="Lists">What looking at the lists takes.</param>
internal sealed record PlanData(ImmutableSortedDictionary<string, (Outlay Own, Outlay Alone)> Rules, Outlay Shared, Outlay Cleanup, Outlay Lists)
{
    private const string SharedWord = "all";
    private const string CleanupWord = "cleanup";
    private const string ListsWord = "lists";

    /// <summary>The data of a contract, or null where the program has none.</summary>
    public static PlanData? Of(Contract contract, RunMode mode)
    {
        using var stream = typeof(PlanData).Assembly.GetManifestResourceStream($"{contract.Api}.plan.txt");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), mode);
    }

    /// <summary>The whole text of a file.</summary>
    public static string Write(string head, params IEnumerable<(RunMode Mode, PlanData Data)> modes)
    {
        var text = new StringBuilder(head);
        foreach (var (mode, data) in modes)
        {
            var all = data.Rules.Values.SelectMany(rule => new[] { rule.Own, rule.Alone }).Append(data.Shared).Append(data.Cleanup).Append(data.Lists);
            string[] routes = [.. all.SelectMany(outlay => outlay.Sent.Keys).Distinct().Order(StringComparer.Ordinal)];
            text.Append('\n').Append(WordOf(mode)).Append('\n');
            foreach (var route in routes)
                text.Append("= ").Append(route).Append('\n');
            Line(SharedWord, data.Shared.Write(routes));
            Line(ListsWord, data.Lists.Write(routes));
            Line(CleanupWord, data.Cleanup.Write(routes));
            foreach (var (id, rule) in data.Rules)
                Line(id, $"{rule.Own.Write(routes)} | {rule.Alone.Write(routes)}");
        }
        return text.ToString();

        void Line(string name, string tokens) => text.Append($"{name}: {tokens}".TrimEnd()).Append('\n');
    }

    /// <summary>What one mode has in a file.</summary>
    public static PlanData Read(string text, RunMode mode)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line != WordOf(mode)).Skip(1)
            .TakeWhile(line => line.Length > 0).ToList();
        string[] routes = [.. lines.Where(line => line.StartsWith("= ", StringComparison.Ordinal)).Select(line => line[2..])];
        var outlays = lines.Skip(routes.Length).Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        return new PlanData(
            outlays.Where(pair => pair.Value.Contains('|', StringComparison.Ordinal)).Select(pair => (Id: pair.Key, Sides: pair.Value.Split('|')))
                .ToImmutableSortedDictionary(rule => rule.Id, rule => (Outlay.Read(rule.Sides[0], routes), Outlay.Read(rule.Sides[1], routes)), StringComparer.Ordinal),
            Outlay.Read(outlays[SharedWord], routes), Outlay.Read(outlays[CleanupWord], routes), Outlay.Read(outlays[ListsWord], routes));
    }

    private static string WordOf(RunMode mode) => mode == RunMode.Full ? "full" : "read-only";
}
