using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>What a list is narrowed by, compiled.</summary>
internal sealed class ListFilter(ApiPlan api, ResourcePlan resource, FilterWord word)
{
    private readonly FieldPlan _field = resource.Fields.First(field => field.Field.Name == word.Field);
    private readonly ResourcePlan _target = api.Resource(resource.Resource.Field(word.Field).Refers!.Resource);

    /// <summary>The identities that a request narrows its list to, ascending, null for all records; or why it is refused.</summary>
    public (long[]? Identities, OperationResult? Refusal) Read(OperationContext context)
    {
        var flags = context.Operation.Lists;
        var modes = context.Modes;
        List<string> values = word.InPath ? [context.Parameters.Filter ?? ""] : [.. Sent(context).Where(value => value.Length > 0)];
        if (values.Count == 0)
        {
            return !word.Required || modes[flags.MissingAll] ? (null, null)
                : modes[flags.MissingEmpty] ? ([], null)
                : (null, Refused(context, "It is required.", missing: true));
        }
        long[] known = [.. values.Select(value => Resolved(context, value)).OfType<Record>().Select(record => record.Identity).Distinct().Order()];
        return known.Length == 0 ? Unknown(context, values[^1]) : modes[flags.FilterIgnored] ? (null, null) : (known, null);
    }

    /// <summary>Whether a record holds one of the identities.</summary>
    public bool Fits(Record record, long[] identities) => record[_field.Index] switch
    {
        long identity => identities.Contains(identity),
        long[] several => several.Any(identities.Contains),
        _ => false,
    };

    private (long[]? Identities, OperationResult? Refusal) Unknown(OperationContext context, string value)
    {
        var flags = context.Operation.Lists;
        var modes = context.Modes;
        var sentence = $"There is no {_target.Resource} {value}.";
        return modes[flags.FilterNotFound] ? (null, context.Refusal(404, sentence))
            : modes[flags.FilterForbidden] ? (null, context.Refusal(403, sentence))
            : modes[flags.FilterRefused] ? (null, Refused(context, sentence))
            : modes[flags.UnknownAll] ? (null, null)
            : ([], null);
    }

    private OperationResult Refused(OperationContext context, string sentence, bool missing = false) =>
        context.Refusal([new FieldError(word.Parameter, sentence) { Missing = missing }]);

    private Record? Resolved(OperationContext context, string value)
    {
        var table = context.Table(_target);
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var identity))
            return table.Find(identity);
        var key = _target.Fields.FirstOrDefault(field => field.Field.Name == word.Key);
        return key is null ? null : table.All().FirstOrDefault(record => record[key.Index] as string == value);
    }

    // name=1, name[]=1 and name[0]=1 name one value each whatever the mode; it decides what becomes of several.
    private IEnumerable<string> Sent(OperationContext context)
    {
        var flags = context.Operation.Lists;
        var modes = context.Modes;
        List<string> plain = [];
        List<string> bracketed = [];
        foreach (var (name, value) in QueryParameters.Pairs(context.Request.Query))
        {
            if (name == word.Parameter)
                plain.Add(value);
            else if (name.StartsWith(word.Parameter + "[", StringComparison.Ordinal) && name.EndsWith(']'))
                bracketed.Add(value);
        }
        var last = plain.Concat(bracketed).TakeLast(1);
        return !word.Many ? last
            : modes[flags.FormsNone] ? last.Select(value => value.Split(',')[^1])
            : modes[flags.FormsBrackets] ? bracketed.Count > 0 ? bracketed : last
            : modes[flags.FormsRepeated] ? plain.Count > 0 ? plain : last
            : modes[flags.FormsComma] ? last.SelectMany(value => value.Split(','))
            : plain.Concat(bracketed).SelectMany(value => value.Split(','));
    }
}
