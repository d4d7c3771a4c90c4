namespace PlanisoContract.Conformance.Reports;

/// <summary>Long texts, shortened where more of them would help nobody.</summary>
internal static class Cut
{
    /// <summary>Characters of what is read closely.</summary>
    public const int Long = 2_000;

    /// <summary>Characters of what is one of many.</summary>
    public const int Short = 400;

    /// <summary>At most so many characters, and how many more there are.</summary>
    public static string To(int most, string text)
    {
        if (text.Length <= most)
            return text;
        // Half a surrogate pair is no character.
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text[..end]}… ({text.Length - end:N0} more characters)";
    }
}
