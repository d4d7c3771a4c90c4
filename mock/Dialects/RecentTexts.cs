using System.Text;

namespace PlanisoContract.Mock.Dialects;

/// <summary>Short texts that came lately, to be shared: names of fields, and values that many records hold.</summary>
/// <remarks>What records keep is what a collection of garbage has to move. It has a fixed number of places; whoever needs one takes it.</remarks>
internal static class RecentTexts
{
    private const int Longest = 16;
    private const int Places = 1024;

    private static readonly string?[] Texts = new string?[Places];

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
        Volatile.Write(ref place, made);
        return made;
    }
}
