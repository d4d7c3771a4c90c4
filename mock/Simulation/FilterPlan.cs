using System.Globalization;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>What a list is narrowed by, compiled.</summary>
internal sealed class FilterPlan(ApiPlan api, ResourcePlan resource, FilterWord word)
{
    private readonly FieldPlan _field = resource.Fields.First(field => field.Field.Name == word.Field);
    private readonly ResourcePlan _target = api.Resource(resource.Resource.Field(word.Field).Refers!.Resource);

    /// <summary>The identities that a request narrows its list to, ascending, null for all records; or why it is refused.</summary>
    public (long[]? Identities, Reply? Refusal) Read(Call call)
    {
        var gates = call.Operation.Lists;
        var modes = call.Modes;
        List<string> values = word.InPath ? [call.Asked.Filter ?? ""] : [.. Sent(call).Where(value => value.Length > 0)];
        if (values.Count == 0)
        {
            return !word.Required || modes[gates.MissingAll] ? (null, null)
                : modes[gates.MissingEmpty] ? ([], null)
                : (null, Refused(call, "It is required.", missing: true));
        }
        long[] known = [.. values.Select(value => Resolved(call, value)).OfType<Record>().Select(record => record.Identity).Distinct().Order()];
        return known.Length == 0 ? Unknown(call, values[^1]) : modes[gates.FilterIgnored] ? (null, null) : (known, null);
    }

    /// <summary>Whether a record holds one of the identities.</summary>
    public bool Fits(Record record, long[] identities) => record[_field.Index] switch
    {
        long identity => identities.Contains(identity),
        long[] several => several.Any(identities.Contains),
        _ => false,
    };

    private (long[]? Identities, Reply? Refusal) Unknown(Call call, string value)
    {
        var gates = call.Operation.Lists;
        var modes = call.Modes;
        var sentence = $"There is no {_target.Resource} {value}.";
        return modes[gates.FilterNotFound] ? (null, call.Refusal(404, sentence))
            : modes[gates.FilterForbidden] ? (null, call.Refusal(403, sentence))
            : modes[gates.FilterRefused] ? (null, Refused(call, sentence))
            : modes[gates.UnknownAll] ? (null, null)
            : ([], null);
    }

    private Reply Refused(Call call, string sentence, bool missing = false) =>
        call.Refusal([new Fault(word.Parameter, sentence) { Missing = missing }]);

    private Record? Resolved(Call call, string value)
    {
        var table = call.Table(_target);
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var identity))
            return table.Find(identity);
        var key = _target.Fields.FirstOrDefault(field => field.Field.Name == word.Key);
        return key is null ? null : table.All().FirstOrDefault(record => record[key.Index] as string == value);
    }

    // name=1, name[]=1 and name[0]=1 name one value each whatever the mode; it decides what becomes of several.
    private IEnumerable<string> Sent(Call call)
    {
        var gates = call.Operation.Lists;
        var modes = call.Modes;
        List<string> plain = [];
        List<string> bracketed = [];
        foreach (var (name, value) in QueryText.Pairs(call.Request.Query))
        {
            if (name == word.Parameter)
                plain.Add(value);
            else if (name.StartsWith(word.Parameter + "[", StringComparison.Ordinal) && name.EndsWith(']'))
                bracketed.Add(value);
        }
        var last = plain.Concat(bracketed).TakeLast(1);
        return !word.Many ? last
            : modes[gates.FormsNone] ? last.Select(value => value.Split(',')[^1])
            : modes[gates.FormsBrackets] ? bracketed.Count > 0 ? bracketed : last
            : modes[gates.FormsRepeated] ? plain.Count > 0 ? plain : last
            : modes[gates.FormsComma] ? last.SelectMany(value => value.Split(','))
            : plain.Concat(bracketed).SelectMany(value => value.Split(','));
    }
}
