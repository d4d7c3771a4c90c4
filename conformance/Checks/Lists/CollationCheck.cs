using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>How a list that is sorted by a text puts letters and digits: told by records whose texts each order puts otherwise.</summary>
internal static class CollationCheck
{
    [Judges(nameof(Behaviors.ListCollation))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (operation, resource) = rule.OfOperation(session);
        var field = resource.Field(rule.Arguments["field"]!.GetValue<string>());
        var texts = Telling.Orders($"{session.Tag}-{rule.Index}");
        var made = new List<Made>();
        foreach (var text in texts)
            made.Add(await session.Make(resource, new JsonObject { [field.Name] = text }));
        var list = await session.LookAtAll(operation);
        string[] seen = [.. list.Records.Select(record => Same.Text(session.Value(record, field))).OfType<string>().Where(text => texts.Contains(text))];
        if (seen.Length != texts.Length)
            return Verdict.Unknown($"of {texts.Length} new records of {resource} the list shows {seen.Length}");
        (string Reading, IEnumerable<string> Order)[] orders =
        [
            ("letters", texts.OrderBy(text => text, StringComparer.OrdinalIgnoreCase)),
            ("codes", texts.OrderBy(text => text, StringComparer.Ordinal)),
        ];
        var fitting = orders.FirstOrDefault(one => one.Order.SequenceEqual(seen) || one.Order.Reverse().SequenceEqual(seen)).Reading;
        return fitting is not null
            ? Verdict.Saw(fitting)
            : Verdict.Broken($"{operation} with {Say.All(texts)} sorted by {field}: {Say.Tolerated(rule)}", $"they stand as {Say.All(seen)}", list.Exchange);
    }
}
