using System.Collections.Immutable;
using System.Text;

namespace PlanisoContract.Mock.Overrides;

/// <summary>Bodies as text, parts of which are replaced.</summary>
internal static class BodyText
{
    /// <summary>Whether it is XML, as far as its beginning tells.</summary>
    public static bool IsXml(ReadOnlySpan<byte> body) => WithoutMark(body).TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    /// <summary>The text with parts replaced. What lies within a part that is replaced goes with it.</summary>
    public static T[] Replaced<T>(ReadOnlySpan<T> text, IEnumerable<Replacement<T>> replacements)
    {
        var result = new List<T>(text.Length);
        var at = 0;
        foreach (var (start, end, by) in replacements.OrderBy(part => part.Start).ThenBy(part => part.End == part.Start ? 0 : 1).ThenByDescending(part => part.End))
        {
            if (start >= at)
            {
                result.AddRange(text[at..start]);
                result.AddRange(by);
            }
            at = Math.Max(at, end);
        }
        result.AddRange(text[at..]);
        return [.. result];
    }
}

/// <param name="Start">Where the part begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="By">What stands there instead.</param>
internal readonly record struct Replacement<T>(int Start, int End, ImmutableArray<T> By)
{
    public static Replacement<T> None(int start, int end) => new(start, end, []);
}
