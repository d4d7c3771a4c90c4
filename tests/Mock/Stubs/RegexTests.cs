using PlanisoContract.Mock.Stubs.Matching;

namespace PlanisoContract.Tests.Mock.Stubs;

/// <summary>Regular expressions in Java's syntax; what Java says of each was tried on the JVM.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RegexTests
{
    [TestCase("a*+b", "aab", true)]
    [TestCase("a*+ab", "aab", false)]
    [TestCase("a{1,2}+a", "aaa", true)]
    [TestCase(@"\Qa.b\E+", "a.bb", true)]
    [TestCase(@"\Qa.b", "axb", false)]
    [TestCase(@"[\Q]\E]", "]", true)]
    [TestCase(@"\h\H", "\u00A0a", true)]
    [TestCase(@"\R", "\r\n", true)]
    [TestCase(@"\d", "\u0663", false)]
    [TestCase(@"\w+", "é", false)]
    [TestCase("[a-z&&[^bc]]+", "ad", true)]
    [TestCase("[a-z&&[^bc]]+", "ab", false)]
    [TestCase("[^a-c[x-z]]", "y", false)]
    [TestCase(@"[\s\S]+", "a\nb", true)]
    [TestCase(@"[^\D5]", "5", false)]
    [TestCase("[]a]", "]", true)]
    [TestCase(@"\p{Alpha}\p{javaLowerCase}\pL", "aéÉ", true)]
    [TestCase(@"\p{script=Latin}+", "é", true)]
    [TestCase(@"(?<x>a|b)y\k<x>", "aya", true)]
    [TestCase(@"(a)(?<n>b)(c)\2", "abcb", true)]
    [TestCase(@"\1(a)", "a", false)]
    [TestCase("a.b", "a\nb", true)]
    [TestCase("(?-s)a.b", "a\nb", false)]
    [TestCase("(?x) a b # c", "ab", true)]
    [TestCase("(?i:A)b", "ab", true)]
    [TestCase(@"\x{1F600}|\u0041", "😀", true)]
    [TestCase("a|ab", "ab", true)]
    public void Matches_the_whole_text_as_Java_does(string pattern, string text, bool matches) => Read(pattern).Matches(text).ShouldBe(matches);

    [TestCase("(a", "Unclosed group near index 2\n(a")]
    [TestCase("a)", "Unmatched closing ')' near index 0\na)\n^")]
    [TestCase("/t/{id}", "Illegal repetition near index 4\n/t/{id}\n    ^")]
    [TestCase("*", "Dangling meta character '*' near index 0\n*\n^")]
    [TestCase("a{3,2}", "Illegal repetition range near index 5\na{3,2}\n     ^")]
    [TestCase("[z-a]", "Illegal character range near index 3\n[z-a]\n   ^")]
    [TestCase("[a", "Unclosed character class near index 1\n[a\n ^")]
    [TestCase(@"\y", "Illegal/unsupported escape sequence near index 1\n\\y\n ^")]
    [TestCase("(?'x'a)", "Unknown inline modifier near index 2\n(?'x'a)\n  ^")]
    [TestCase(@"\p{Foo}", "Unknown character property name {Foo} near index 6\n\\p{Foo}\n      ^")]
    public void Is_refused_in_Javas_words(string pattern, string says)
    {
        BoundedRegex.TryParse(pattern, out _, out var wrong).ShouldBeFalse();
        wrong.ShouldBe(says);
    }

    [Test]
    public void Thousands_of_brackets_are_refused() => BoundedRegex.TryParse(new string('(', 100_000), out _, out _).ShouldBeFalse();

    [TestCase("(a+)+b")]
    [TestCase("(a|aa)+b")]
    [TestCase("(.*a){25}b")]
    [TestCase("([a-z]+)*[0-9]")]
    public void Nested_quantifiers_run_without_backtracking(string pattern)
    {
        var regex = Read(pattern);
        regex.IsLinear.ShouldBeTrue();
        regex.Matches(new string('a', 5000)).ShouldBeFalse();
    }

    [TestCase(@"(a+)+\1b")]
    [TestCase("(?=x?)(a+)+b")]
    [TestCase("(?>x?)(a|aa)+b")]
    public void What_needs_backtracking_runs_out_of_time_and_does_not_match(string pattern)
    {
        var regex = Read(pattern);
        regex.IsLinear.ShouldBeFalse();
        regex.Matches(new string('a', 5000)).ShouldBeFalse();
        regex.First(new string('a', 60) + "c").Success.ShouldBeFalse();
        regex.Replace(new string('a', 60) + "c", _ => "").ShouldStartWith("aaa");
    }

    private static BoundedRegex Read(string pattern) =>
        BoundedRegex.TryParse(pattern, out var regex, out var wrong) ? regex : throw new AssertionException(wrong);
}
