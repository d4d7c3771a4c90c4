using System.Globalization;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>What a list is narrowed by: records that refer to others, named in the path or in the query.</summary>
internal sealed class ListFilter(OperationPlan operation, FilterWord word)
{
    private readonly FieldPlan _field = operation.Resource.Field(word.Field);
    private readonly ResourcePlan _target = operation.Api.Resource(operation.Resource.Resource.Field(word.Field).Refers!.Resource);
    private readonly FilterForms _forms = new(operation, word);
    private readonly ModeFlag _ignored = operation.Rules[Behaviors.Filter, "ignored"];
    private readonly ModeFlag _unknownNotFound = operation.Rules[Behaviors.FilterUnknown, "not-found"];
    private readonly ModeFlag _unknownRefused = operation.Rules[Behaviors.FilterUnknown, "refused"];
    private readonly ModeFlag _unknownForbidden = operation.Rules[Behaviors.FilterUnknown, "forbidden"];
    private readonly ModeFlag _unknownAll = operation.Rules[Behaviors.FilterUnknown, "all"];
    private readonly ModeFlag _missingEmpty = operation.Rules[Behaviors.FilterRequired, "empty"];
    private readonly ModeFlag _missingAll = operation.Rules[Behaviors.FilterRequired, "all"];

    /// <summary>The identities that a request narrows its list to, ascending, null for all records; or why it is refused.</summary>
    public (long[]? Identities, OperationResult? Refusal) Read(OperationContext context)
    {
        List<string> values = word.InPath ? [context.Parameters.Filter ?? ""] : [.. _forms.Values(context).Where(value => value.Length > 0)];
        if (values.Count == 0)
            return Missing(context);
        long[] known = [.. values.Select(value => Resolved(context, value)).OfType<Record>().Select(record => record.Identity).Distinct().Order()];
        return known.Length == 0 ? Unknown(context, values[^1]) : context.Modes[_ignored] ? (null, null) : (known, null);
    }

    /// <summary>Whether a record holds one of the identities.</summary>
    public bool Fits(Record record, long[] identities) => record[_field.Index] switch
    {
        long identity => identities.Contains(identity),
        long[] several => several.Any(identities.Contains),
        _ => false,
    };

    private (long[]? Identities, OperationResult? Refusal) Missing(OperationContext context) =>
        !word.Required || context.Modes[_missingAll] ? (null, null)
        : context.Modes[_missingEmpty] ? ([], null)
        : (null, Refused(context, "It is required.", missing: true));

    private (long[]? Identities, OperationResult? Refusal) Unknown(OperationContext context, string value)
    {
        var modes = context.Modes;
        var sentence = $"There is no {_target.Resource} {value}.";
        return modes[_unknownNotFound] ? (null, context.Refusal(404, sentence))
            : modes[_unknownForbidden] ? (null, context.Refusal(403, sentence))
            : modes[_unknownRefused] ? (null, Refused(context, sentence))
            : modes[_unknownAll] ? (null, null)
            : ([], null);
    }

    private OperationResult Refused(OperationContext context, string sentence, bool missing = false) =>
        context.Refusal([new FieldError(word.Parameter, sentence) { Missing = missing }]);

    private Record? Resolved(OperationContext context, string value)
    {
        var table = context.Table(_target);
        if (_target.IdentityNames is not null && table.NumberOf(value) is > 0 and var number)
            return table.Find(number);
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var identity))
            return table.Find(identity);
        var key = _target.Fields.FirstOrDefault(field => field.Field.Name == word.Key);
        return key is null ? null : table.All().FirstOrDefault(record => record[key.Index] as string == value);
    }
}

/// <summary>The forms in which a query may name several values: <c>name=1,2</c>, <c>name=1&amp;name=2</c>, <c>name[]=1</c>, <c>name[0]=1</c>.</summary>
internal sealed class FilterForms(OperationPlan operation, FilterWord word)
{
    private readonly ModeFlag _brackets = operation.Rules[Behaviors.FilterForms, "brackets"];
    private readonly ModeFlag _repeated = operation.Rules[Behaviors.FilterForms, "repeated"];
    private readonly ModeFlag _comma = operation.Rules[Behaviors.FilterForms, "comma"];
    private readonly ModeFlag _none = operation.Rules[Behaviors.FilterForms, "none"];

    /// <summary>The values. One alone is understood in every form; the modes say what becomes of several.</summary>
    public IEnumerable<string> Values(OperationContext context)
    {
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
            : modes[_none] ? last.Select(value => value.Split(',')[^1])
            : modes[_brackets] ? bracketed.Count > 0 ? bracketed : last
            : modes[_repeated] ? plain.Count > 0 ? plain : last
            : modes[_comma] ? last.SelectMany(value => value.Split(','))
            : plain.Concat(bracketed).SelectMany(value => value.Split(','));
    }
}
