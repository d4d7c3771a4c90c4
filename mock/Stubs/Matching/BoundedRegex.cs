using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Stubs.Matching.Regexes;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>A regular expression that a user sent, in Java's syntax, as WireMock takes it; its time is bounded.</summary>
internal sealed class BoundedRegex
{
    /// <summary>How long one search may last. Only patterns that need backtracking come near it.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>A linear search ends by itself; it is stopped only where a text is absurd, not where the machine is busy.</summary>
    private static readonly TimeSpan LinearTimeout = TimeSpan.FromSeconds(10);

    private readonly string _translated;
    private readonly RegexOptions _options;
    private Regex? _wholeRegex;
    private Regex? _partRegex;
    private bool _told;

    private BoundedRegex(string pattern, bool dotAll)
    {
        Pattern = pattern;
        var java = new JavaRegex(pattern);
        _translated = java.Translate(dotAll);
        _options = RegexOptions.CultureInvariant;
        // .NET reads it now, so that what this translation does not know is refused here, not when the first request comes.
        _ = new Regex(_translated, _options, MatchTimeout);
        if (java.NeedsBacktracking)
            return;
        _options |= RegexOptions.NonBacktracking;
        IsLinear = true;
    }

    /// <summary>As its author wrote it.</summary>
    public string Pattern { get; }

    /// <summary>Whether its time grows with the text and no faster: .NET's engine without backtracking takes it.</summary>
    public bool IsLinear { get; }

    /// <summary>Reads a text that is a regular expression; null where it is not, which is a problem.</summary>
    public static BoundedRegex? Read(JsonPlace place)
    {
        if (place.Text() is not { } pattern)
            return null;
        if (TryParse(pattern, out var regex, out var wrong))
            return regex;
        place.Problems.Add(place.Pointer, wrong);
        return null;
    }

    /// <param name="pattern">In Java's syntax.</param>
    /// <param name="regex">The regular expression.</param>
    /// <param name="wrong">What is wrong with it, as Java says it.</param>
    /// <param name="dotAll">Whether a dot stands for a line's end, too: so it is for all matchers of WireMock.</param>
    public static bool TryParse(
        string pattern, [NotNullWhen(true)] out BoundedRegex? regex, [NotNullWhen(false)] out string? wrong, bool dotAll = true)
    {
        (regex, wrong) = (null, null);
        try
        {
            regex = new BoundedRegex(pattern, dotAll);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            wrong = exception is FormatException ? exception.Message : $"This regular expression is not understood here: {exception.Message}\n{pattern}";
            return false;
        }
    }

    /// <summary>Whether the whole text is what the pattern says: Java's <c>matches</c>.</summary>
    public bool Matches(string text) => Bounded(text, WholeRegex, static (regex, text) => regex.IsMatch(text), false);

    /// <summary>The whole text with its groups, as <see cref="Matches"/>.</summary>
    public Match Whole(string text) => Bounded(text, WholeRegex, static (regex, text) => regex.Match(text), Match.Empty);

    /// <summary>Whether a part of the text is what the pattern says: Java's <c>find</c>.</summary>
    public bool Finds(string text) => Bounded(text, PartRegex, static (regex, text) => regex.IsMatch(text), false);

    /// <summary>The first part of the text that is what the pattern says. Groups have numbers only, in the order of their brackets.</summary>
    public Match First(string text) => Bounded(text, PartRegex, static (regex, text) => regex.Match(text), Match.Empty);

    /// <summary>The text with each part that matches replaced; unchanged where it took too long.</summary>
    public string Replace(string text, MatchEvaluator by) => Bounded(text, PartRegex, (regex, text) => regex.Replace(text, by), text);

    public override string ToString() => Pattern;

    private Regex WholeRegex => _wholeRegex ??= new Regex($@"\A(?:{_translated})\z", _options, Timeout);

    private Regex PartRegex => _partRegex ??= new Regex(_translated, _options, Timeout);

    private TimeSpan Timeout => IsLinear ? LinearTimeout : MatchTimeout;

    private T Bounded<T>(string text, Regex regex, Func<Regex, string, T> ask, T otherwise)
    {
        try
        {
            return ask(regex, text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Told once for each pattern: a client that sends such texts all day shall not fill the terminal.
            if (!Interlocked.Exchange(ref _told, true))
                Console.Error.WriteLine($"A regular expression took longer than {Timeout.TotalMilliseconds} ms and counts as not matched: {Pattern}");
            return otherwise;
        }
    }
}
