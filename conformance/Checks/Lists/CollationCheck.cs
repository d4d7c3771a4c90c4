using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How a list that is sorted by a text puts letters and digits: told by records whose texts each order puts otherwise.</summary>
internal sealed class CollationCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.ListCollation))]
    public async Task<Verdict> Judge()
    {
        var field = Resource.Field(Rule.Arguments["field"]!.GetValue<string>());
        var texts = Telling.Orders($"{Session.Tag}-{Rule.Index}");
        var made = new List<Made>();
        foreach (var text in texts)
            made.Add(await Session.Make(Resource, new JsonObject { [field.Name] = text }));
        var list = await Session.LookAtAll(Operation);
        string[] seen = [.. list.Records.Select(record => Same.Text(Session.Value(record, field))).OfType<string>().Where(text => texts.Contains(text))];
        if (seen.Length != texts.Length)
            return Verdict.Unknown($"of {texts.Length} new records of {Resource} the list shows {seen.Length}");
        (string Reading, IEnumerable<string> Order)[] orders =
        [
            ("letters", texts.OrderBy(text => text, StringComparer.OrdinalIgnoreCase)),
            ("codes", texts.OrderBy(text => text, StringComparer.Ordinal)),
        ];
        var fitting = orders.FirstOrDefault(one => one.Order.SequenceEqual(seen) || one.Order.Reverse().SequenceEqual(seen)).Reading;
        return fitting is not null
            ? Verdict.Saw(fitting)
            : Verdict.Broken($"{Operation} with {Say.All(texts)} sorted by {field}: {Say.Tolerated(Rule)}", $"they stand as {Say.All(seen)}", list.Exchange);
    }
}
