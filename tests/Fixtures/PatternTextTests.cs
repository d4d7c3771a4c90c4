using PlanisoContract.Fixtures;

namespace PlanisoContract.Tests.Fixtures;

/// <summary>Texts made from regular expressions.</summary>
public sealed class PatternTextTests
{
    [TestCase(@"^[A-Z]{3}-\d{4}$")]
    [TestCase(@"^cus_[A-Za-z0-9]{14,}$")]
    [TestCase(@"^(?:[a-z0-9]+-)*[a-z0-9]+$")]
    [TestCase(@"^\+?[1-9]\d{1,14}$")]
    [TestCase(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    [TestCase(@"^#([0-9a-fA-F]{6})$")]
    [TestCase(@"^(?<year>\d{4})/(0[1-9]|1[0-2])$")]
    [TestCase(@"^\p{Lu}[\p{L}' -]{1,40}$")]
    [TestCase(@"^(red|green|blue)|^[0-9]{5}$")]
    [TestCase(@"^https?:\/\/[\w.-]+(\/.*)?$")]
    [TestCase(@"^arn:aws:[a-z0-9-]+:[0-9]{12}:.+$")]
    [TestCase(@"^(.*a.{20}|x)$")]
    [TestCase(@"^(a+)+$", 1)]
    [TestCase("[A-Z]")]
    [TestCase("^https://")]
    [TestCase("^(?=.*[0-9])[a-z0-9]+$")]
    [TestCase("^(?!-)[a-z-]{2,}$")]
    [TestCase(@"^\u00e9\x41\t[\]x]\d{2}$")]
    [TestCase("^[]ab]{9}$")]
    [TestCase("^{}a{,2}[0-9]{2}$")]
    [TestCase(@"^[\u4e00-\u9fa5]{2,4}$")]
    [TestCase("^[^a-zA-Z0-9]{2,3}$")]
    public void They_match_and_differ(string expression, int count = 50)
    {
        var pattern = new PatternText(expression);
        var texts = Enumerable.Range(1, count).Select(ordinal => pattern.Text((ulong)ordinal, 7)).ToList();
        texts.ShouldAllBe(text => text != null && pattern.Matches(text));
        texts.ShouldBeUnique();
        new PatternText(expression).Text((ulong)count, 7).ShouldBe(texts[^1]);
    }

    [TestCase("^[a-z]+$", 3, 5)]
    [TestCase("^[a-z]*$", 20, null)]
    [TestCase("^(ab|cde)+$", 6, 9)]
    [TestCase("^[a-z]{2}(-[0-9]{4})?$", null, 3)]
    [TestCase("^[a-z]+[0-9]{3}$", 9, 9)]
    [TestCase("^[a-z]*-[a-z]*-[a-z]*$", 60, 64)]
    public void They_keep_to_lengths(string expression, int? least, int? most)
    {
        var pattern = new PatternText(expression);
        foreach (var ordinal in Enumerable.Range(1, 50))
        {
            var text = pattern.Text((ulong)ordinal, 7, least, most).ShouldNotBeNull();
            pattern.Matches(text).ShouldBeTrue();
            text.Length.ShouldBeInRange(least ?? 1, most ?? int.MaxValue);
        }
    }

    [TestCase("^a{5}$", 6, null, Description = "Nothing is that long.")]
    [TestCase(@"^(a|b)\1$", null, null, Description = "It refers back.")]
    [TestCase("^(?i)abc$", null, null, Description = "It sets an option.")]
    [TestCase("^[^\\s\\S]$", null, null, Description = "There is no such character.")]
    [TestCase("^((a{999}){999}){999}$", null, null, Description = "It is longer than any text.")]
    [TestCase("^((a?){999}){999}$", null, null, Description = "It takes more steps than any text.")]
    [TestCase("((((a*){999}){999}){999}){999}", null, null, Description = "So does this.")]
    [TestCase("^[a-z", null, null, Description = "It is no expression.")]
    [TestCase(@"^\d{3}\", null, null, Description = "It is no expression.")]
    public void Where_none_is_found_none_is_made(string expression, int? least, int? most) =>
        new PatternText(expression).Text(1, 7, least, most).ShouldBeNull();

    [TestCase("^((((a?){999}){999}){999}){999}$", "b")]
    [TestCase("^(([a-z])+.)+[A-Z]([a-z])+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_would_take_for_ever_is_not_looked_at_again(string expression, string text)
    {
        var pattern = new PatternText(expression);
        for (var i = 0; i < 1000; i++)
            pattern.Matches(text).ShouldBeTrue();
    }
}
