using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Handlers.Lists;

/// <summary>What the query parameters of a list say of its fields: which records it holds, in which order.</summary>
internal sealed class ListQuery(OperationPlan operation, QueryWord word)
{
    private readonly ImmutableArray<ListCondition> _where = [.. word.Where.Select(where => new ListCondition(operation, where))];
    private readonly ListSearch? _search = word.Search is { } search ? new ListSearch(operation, search) : null;
    private readonly ListSort? _sort = word.Sort is { } sort ? new ListSort(operation, sort) : null;
    private readonly ImmutableHashSet<string> _known = [.. word.Parameters, .. ParametersOf(operation)];
    private readonly ModeFlag _unknownIgnored = operation.Rules[Behaviors.QueryUnknown, "ignored"];
    private readonly ModeFlag _unknownServerError = operation.Rules[Behaviors.QueryUnknown, "server-error"];
    private readonly ModeFlag _unknownEmpty = operation.Rules[Behaviors.QueryUnknown, "empty"];

    /// <summary>What a request asks for, null for all records in the usual order; or why it is refused.</summary>
    public (ListSelection? Selection, OperationResult? Refusal) Read(OperationContext context)
    {
        var query = context.Request.Query;
        if (query.Length == 0)
            return (null, null);
        var selection = new ListSelection();
        foreach (var (name, value) in QueryParameters.Pairs(query))
        {
            if (Error(name, value, selection, context) is { } error)
                return (null, error.Status >= 500 ? context.Refusal(error.Status, error.Message) : context.Refusal([error]));
        }
        return (selection.IsEmpty ? null : selection, null);
    }

    private FieldError? Error(string name, string value, ListSelection selection, OperationContext context)
    {
        var modes = context.Modes;
        if (!_known.Contains(name))
            return Unknown(name, selection, modes);
        foreach (var condition in _where)
        {
            if (condition.Parameter == name && condition.Read(value, selection, context) is { } error)
                return error;
        }
        _search?.Read(name, value, selection, modes);
        return _sort?.Read(name, value, selection, context);
    }

    private FieldError? Unknown(string name, ListSelection selection, ActiveModes modes)
    {
        if (modes[_unknownServerError])
            return new FieldError(name, "There is no such parameter.", 500);
        if (modes[_unknownEmpty])
            selection.Keep(name, "", _ => false);
        return modes[_unknownEmpty] || modes[_unknownIgnored] ? null : new FieldError(name, "There is no such parameter.");
    }

    // What has a meaning without standing in the document: the pages, a filter, a key.
    private static IEnumerable<string> ParametersOf(OperationPlan operation)
    {
        var paging = operation.Operation.Paging;
        return new[] { paging?.Limit, paging?.Offset, paging?.Page, paging?.Cursor, operation.Operation.Filter?.Parameter }.OfType<string>()
            .Concat(operation.Api.Contract.SecuritySchemes.Where(scheme => scheme.Place == SecurityPlace.Query).Select(scheme => scheme.Name));
    }
}

/// <summary>What a request asks of a list.</summary>
internal sealed class ListSelection
{
    private readonly List<Func<List<Record>, List<Record>>> _steps = [];

    /// <summary>Another text for another selection.</summary>
    public string Text { get; private set; } = "";

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>Puts records in the order that is asked for; null where none is.</summary>
    public Func<List<Record>, List<Record>>? Order { get; private set; }

    /// <summary>Keeps the records that fit.</summary>
    public void Keep(string name, string value, Func<Record, bool> fits) => Add(name, value, records => records.FindAll(record => fits(record)));

    /// <summary>Takes a step after the others.</summary>
    public void Add(string name, string value, Func<List<Record>, List<Record>> step)
    {
        Text += $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}&";
        _steps.Add(step);
    }

    /// <summary>Sorts after the other steps.</summary>
    public void Sort(string name, string value, Func<List<Record>, List<Record>> order) => Add(name, value, Order = order);

    public List<Record> Apply(List<Record> records) => _steps.Aggregate(records, (list, step) => step(list));
}
