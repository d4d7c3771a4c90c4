using Bogus;
using PlanisoContract.Fixtures;

namespace PlanisoContract.Tests.Fixtures;

/// <summary>What the build takes out of Bogus' data is what Bogus has (fixtures/Preparing).</summary>
public sealed class WordsTests
{
    private static IEnumerable<string> Lists => typeof(Words).Assembly.GetManifestResourceNames().Select(name => Path.GetFileNameWithoutExtension(name));

    [TestCaseSource(nameof(Lists))]
    public void A_list_is_that_of_Bogus(string list)
    {
        var parts = list.Split('.');
        Words.Of(list).ShouldBe(new Data(parts[0], parts[1]).All(parts[2]));
    }

    private sealed class Data : DataSet
    {
        public Data(string language, string category) : base(language) => Category = category;

        public IEnumerable<string> All(string list)
        {
            var words = GetArray(list);
            return Enumerable.Range(0, words.Count).Select(at => words[at].StringValue);
        }
    }
}
