using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Matching.Values;

/// <summary><c>matches</c> and <c>doesNotMatch</c>: the whole value; what is absent matches nothing.</summary>
internal sealed class RegexPattern(string word, BoundedRegex regex, bool not) : ValuePattern
{
    public static ValuePattern? Of(JsonPlace place, string word, bool not)
    {
        if (ValuePatterns.Operand(place, word) is not { } pattern)
            return null;
        if (BoundedRegex.TryParse(pattern, out var regex, out var wrong))
            return new RegexPattern(word, regex, not);
        place.Problems.Add(place.Pointer, wrong);
        return null;
    }

    public override bool Matches(string? value) => (value is not null && regex.Matches(value)) != not;

    public override JsonObject ToJson() => new() { [word] = regex.Pattern };
}
