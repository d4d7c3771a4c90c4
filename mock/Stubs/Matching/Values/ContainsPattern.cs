using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>contains</c> and <c>doesNotContain</c>; what is absent contains nothing.</summary>
internal sealed class ContainsPattern(string word, string part, bool not) : ValuePattern
{
    public static ValuePattern? Of(JsonPlace place, string word, bool not) =>
        ValuePatterns.Operand(place, word) is { } part ? new ContainsPattern(word, part, not) : null;

    public override bool Matches(string? value) => (value?.Contains(part, StringComparison.Ordinal) ?? false) != not;

    public override JsonObject ToJson() => new() { [word] = part };
}
