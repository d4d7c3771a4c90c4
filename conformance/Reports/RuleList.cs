using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Reports;

/// <summary>Every rule of a contract as text: what it demands, where it comes from, what is tolerated, how it is broken.</summary>
internal static class RuleList
{
    public static void Write(Contract contract, TextWriter output)
    {
        output.WriteLine($"{contract.Title} ({contract.Api}): {contract.Rules.Length} rules from {contract.Document}");
        foreach (var group in contract.Rules.GroupBy(rule => Wording.GroupOf(rule.Place)))
        {
            output.WriteLine();
            output.WriteLine(group.Key);
            foreach (var rule in group)
                Write(rule, output);
        }
        WriteSequences(contract, output);
        output.WriteLine();
    }

    // No rule, but broken in the same way.
    private static void WriteSequences(Contract contract, TextWriter output)
    {
        if (Sequences.Of(contract) is not { IsEmpty: false } sequences)
            return;
        output.WriteLine();
        output.WriteLine("Sequences of operations");
        output.WriteLine();
        output.WriteLine($"  {Sequences.Id}");
        output.WriteLine($"    {Sequences.Summary}");
        foreach (var breakage in sequences)
            output.WriteLine($"    broken    {breakage.Name}: {breakage.Sentence}");
    }

    private static void Write(Rule rule, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"  {rule.Id}");
        output.WriteLine($"    {rule.Behavior.Summary} [{Wording.Of(rule.Place)}]");
        output.WriteLine($"    source    {rule.Source} ({Wording.Of(rule.Standing)})");
        foreach (var (reading, number) in rule.Readings.Select((reading, number) => (reading, number)))
            output.WriteLine($"    {(number == 0 ? "default " : "or      ")}  {reading.Name}: {reading.Sentence}");
        foreach (var breakage in rule.Breakages)
            output.WriteLine($"    broken    {breakage.Name}: {breakage.Sentence}");
        if (rule.Unbreakable is { } why)
            output.WriteLine($"    unbroken  {why}");
    }
}
