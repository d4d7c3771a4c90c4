using System.Text;

namespace PlanisoContract.Mock.Simulation.Binding.Bodies;

/// <summary>Short texts that came more than once, shared: names of fields, and values that many requests send.</summary>
/// <remarks>
/// It has a fixed number of places; a text takes one when it comes the second time. One that comes once would be kept for nothing, and just long
/// enough to cost a garbage collection.
/// </remarks>
internal static class InternedTexts
{
    private const int Longest = 16;
    private const int Places = 1024;

    private static readonly string?[] Texts = new string?[Places];
    private static readonly uint[] Seen = new uint[Places];

    /// <summary>The text, given as UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest)
            return Encoding.UTF8.GetString(text);
        var hash = 0u;
        foreach (var octet in text)
            hash = (hash * 31) + octet;
        ref var place = ref Texts[hash % Places];
        // Read once: another request may put its own here at any time.
        if (Volatile.Read(ref place) is { } known && Ascii.Equals(text, known))
            return known;
        var made = Encoding.UTF8.GetString(text);
        ref var seen = ref Seen[hash % Places];
        if (seen == hash)
            Volatile.Write(ref place, made);
        seen = hash;
        return made;
    }
}
