using Bogus;
using PlanisoContract.Fixtures;

namespace PlanisoContract.Tests.Fixtures;

/// <summary>Draws without the cost of Bogus' and .NET's own: theirs say what has to come.</summary>
public sealed class ChanceTests
{
    private static IEnumerable<int> Seeds =>
        [0, 1, -1, int.MaxValue, int.MinValue, int.MinValue + 1, 161803398, -161803398, 161803399, .. Enumerable.Range(1, 3000).Select(nth => nth * 715_827 * (nth % 2 == 0 ? 1 : -1))];

    [Test]
    public void Numbers_are_those_of_Random()
    {
        foreach (var seed in Seeds)
        {
            var (expected, chance) = (new Random(seed), new Chance(seed));
            // Beyond the length of its state, so that it goes round.
            for (var nth = 0; nth < 130; nth++)
            {
                var number = chance.Int(0, int.MaxValue - 1);
                if (number != expected.Next(0, int.MaxValue))
                    Assert.Fail($"Seed {seed}: number {nth} is {number}.");
            }
        }
    }

    [Test]
    public void Draws_are_those_of_Bogus()
    {
        string[] list = ["a", "b", "c", "d", "e"];
        foreach (var seed in Seeds.Take(300))
        {
            var (bogus, chance) = (new Randomizer(seed), new Chance(seed));
            object[] expected = [bogus.Bool(), bogus.Bool(0.7f), bogus.Int(-5, 9999), bogus.Long(1986, 2026), bogus.ArrayElement(list), bogus.Replace("A#?-**##"), bogus.Int(3, 3)];
            object[] drawn = [chance.Bool(), chance.Bool(0.7f), chance.Int(-5, 9999), chance.Long(1986, 2026), chance.Of<string>(list), chance.Like("A#?-**##"), chance.Int(3, 3)];
            drawn.ShouldBe(expected, $"seed {seed}");
        }
    }
}
