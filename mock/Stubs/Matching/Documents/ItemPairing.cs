using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents;

/// <summary>Pairs the items of two lists that are equal, so that as many as possible have a partner (placeholders can have several).</summary>
internal sealed class ItemPairing(JArray wanted, JArray found, Func<JToken, JToken, bool> areEqual)
{
    private readonly int[] _partnerOfFound = [.. Enumerable.Repeat(-1, found.Count)];
    private readonly List<int>?[] _candidates = new List<int>?[wanted.Count];

    public (List<JToken> Missing, List<JToken> Extra) Unpaired()
    {
        var missing = new List<JToken>();
        for (var item = 0; item < wanted.Count; item++)
        {
            if (!Pair(item))
                missing.Add(wanted[item]);
        }
        return (missing, [.. found.Where((_, index) => _partnerOfFound[index] < 0)]);
    }

    private bool Pair(int item)
    {
        // In a list as it should be the partner stands at the same place, or is the first one free.
        for (var index = 0; index < found.Count; index++)
        {
            var place = (item + index) % found.Count;
            if (_partnerOfFound[place] < 0 && areEqual(wanted[item], found[place]))
            {
                _partnerOfFound[place] = item;
                return true;
            }
        }
        return Repair(item, new HashSet<int>());
    }

    // Nobody fitting is free: one that is taken may leave for another.
    private bool Repair(int item, HashSet<int> tried)
    {
        foreach (var place in Candidates(item))
        {
            if (!tried.Add(place))
                continue;
            if (_partnerOfFound[place] >= 0 && (tried.Count > 200 || !Repair(_partnerOfFound[place], tried)))
                continue;
            _partnerOfFound[place] = item;
            return true;
        }
        return false;
    }

    private List<int> Candidates(int item) =>
        _candidates[item] ??= [.. Enumerable.Range(0, found.Count).Where(place => areEqual(wanted[item], found[place]))];
}
