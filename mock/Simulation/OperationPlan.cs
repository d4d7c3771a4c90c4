using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>An operation compiled: its modes, its documented statuses and messages, and how its answers show a record.</summary>
internal sealed class OperationPlan
{
    public OperationPlan(ApiPlan api, Operation operation, int index, Gates gates)
    {
        Api = api;
        Index = index;
        Operation = operation;
        Resource = api.Resource(operation.Resource);
        Kind = operation.Kind;
        Gates = new OperationGates(gates.Of(Place.Of(operation)));
        Lists = new ListGates(gates.Of(Place.Of(operation)));
        Shown = new ShownRecord(Resource, operation, gates);
        Order = new ListOrder(api.Contract, this, gates);
        Filter = operation.Filter is { } filter ? new FilterPlan(api, Resource, filter) : null;
        HasBody = operation.Success.Schema is not null;
        IsWhole = operation is { Filter: null, Paging: null, Formats.IsEmpty: true } && operation.Parameters.IsEmpty;
        IsAlike = operation.Formats.IsEmpty && operation.Parameters.All(parameter => parameter.Role == ParameterRole.Identity)
            && Shown.Fields.All(field => field.Inner is null && field.Field.IsSimple);
        Status = operation.Success.Status;
        Code = api.Dialect.CodeIn(operation.Success.Example) ?? Status;
        Messages = operation.Answers
            .Select(answer => KeyValuePair.Create(answer.Status, api.Dialect.MessageIn(answer.Example)))
            .Where(message => message.Value is not null)
            .ToFrozenDictionary(message => message.Key, message => message.Value!);
        var example = operation.ExampleRecord;
        Unsent = [.. Resource.Fields.Where(field => example?.ContainsKey(field.Field.Name) == true && !IsSent(field))];
        // An example that shows the whole record says nothing of which fields always come along.
        if (Shown.Fields.All(field => example?.ContainsKey(field.Field.Field.Name) == true))
            Unsent = [];
        LastKey = example?.Select(member => Shown.Named(member.Key)).LastOrDefault(
            field => field is { AlwaysShown: true } && field.Field != Resource.Identity);
        FirstOptional = Resource.Fields.FirstOrDefault(
            field => field is { Written: true, Field: { Required: false, Refers: null } } && !Resource.AnyOf.Contains(field));
    }

    public ApiPlan Api { get; }
    public Operation Operation { get; }

    /// <summary>Position among the contract's operations.</summary>
    public int Index { get; }

    public ResourcePlan Resource { get; }
    public OperationKind Kind { get; }
    public OperationGates Gates { get; }
    public ListGates Lists { get; }
    public ShownRecord Shown { get; }
    public ListOrder Order { get; }

    /// <summary>What its list is narrowed by, or null.</summary>
    public FilterPlan? Filter { get; }

    /// <summary>Whether its success has a body.</summary>
    public bool HasBody { get; }

    /// <summary>Whether every request for it asks for the same: no page, no filter, no parent, no format.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether its answer shows one record and nothing else: no other record, and nothing that a request could choose.</summary>
    public bool IsAlike { get; }

    /// <summary>The documented status of success.</summary>
    public int Status { get; }

    /// <summary>The code that the documented example of success holds in its body.</summary>
    public int Code { get; }

    /// <summary>The documented messages, by status.</summary>
    public FrozenDictionary<int, string> Messages { get; }

    /// <summary>The fields that the documented answer shows though the documented request does not send them.</summary>
    public ImmutableArray<FieldPlan> Unsent { get; }

    /// <summary>The last key of the documented example that no reading may leave out.</summary>
    public ShownField? LastKey { get; }

    /// <summary>The first optional field, which breakages demand or clear.</summary>
    public FieldPlan? FirstOptional { get; }

    public bool Writes => Operation.Writes;

    // Without a documented request, whatever could be sent counts as sent.
    private bool IsSent(FieldPlan field) => Operation.Bodies.IsEmpty || Operation.Bodies[0].Example is not System.Text.Json.Nodes.JsonObject sent
        ? field.Written
        : Binding.Names(field.Field).Any(sent.ContainsKey);

    public override string ToString() => Operation.ToString();
}

/// <summary>The modes of an operation.</summary>
internal sealed class OperationGates(GatesAt at)
{
    public Gate StatusPlain { get; } = at[Behaviors.Status, "plain"];
    public Gate StatusNoContent { get; } = at[Behaviors.Status, "no-content"];
    public Gate StatusEmptyOk { get; } = at[Behaviors.Status, "empty-ok"];
    public Gate StatusAccepted { get; } = at[Behaviors.Status, "accepted"];
    public Gate WrongType { get; } = at[Behaviors.AnswerSchema, "wrong-type"];
    public Gate KeyMissing { get; } = at[Behaviors.AnswerKeys, "key-missing"];
    public Gate EmptyNotFound { get; } = at[Behaviors.EmptyList, "not-found"];
    public Gate NewestMissing { get; } = at[Behaviors.ListComplete, "newest-missing"];
    public Gate OldestMissing { get; } = at[Behaviors.ListComplete, "oldest-missing"];
    public Gate ListedTwice { get; } = at[Behaviors.ListComplete, "listed-twice"];
    public Gate Stale { get; } = at[Behaviors.ListAgrees, "stale"];
    public Gate UnknownBadRequest { get; } = at[Behaviors.UnknownRecord, "bad-request"];
    public Gate UnknownEmptySuccess { get; } = at[Behaviors.UnknownRecord, "empty-success"];
    public Gate CrossesSilos { get; } = at[Behaviors.OwnSilo, "crosses"];
    public Gate MissObject { get; } = at[Behaviors.MissData, "object"];
    public Gate MissNull { get; } = at[Behaviors.MissData, "null"];
    public Gate MalformedBadRequest { get; } = at[Behaviors.MalformedIdentity, "bad-request"];
    public Gate MalformedEmptySuccess { get; } = at[Behaviors.MalformedIdentity, "empty-success"];
    public Gate LeadingDigits { get; } = at[Behaviors.MalformedIdentity, "leading-digits"];
    public Gate OptionalDemanded { get; } = at[Behaviors.MinimalCreate, "optional-demanded"];
    public Gate FullAnswer { get; } = at[Behaviors.UpdateAnswer, "full"];
    public Gate OldValues { get; } = at[Behaviors.UpdateAnswer, "old-values"];
    public Gate IdentityMissing { get; } = at[Behaviors.UpdateAnswer, "identity-missing"];
    public Gate UnsentCleared { get; } = at[Behaviors.PartialUpdate, "unsent-cleared"];
    public Gate LastWins { get; } = at[Behaviors.ParallelUpdates, "last-wins"];
    public Gate OneRefused { get; } = at[Behaviors.ParallelUpdates, "one-refused"];
    public Gate BothLost { get; } = at[Behaviors.ParallelUpdates, "lost"];
    public Gate EmptyAccepted { get; } = at[Behaviors.EmptyUpdate, "accepted"];
    public Gate RecordCleared { get; } = at[Behaviors.EmptyUpdate, "record-cleared"];
    public Gate DeleteObject { get; } = at[Behaviors.DeleteAnswer, "object"];
    public Gate DeleteNull { get; } = at[Behaviors.DeleteAnswer, "null"];
    public Gate SecondNotFound { get; } = at[Behaviors.SecondDelete, "not-found"];
    public Gate SecondConflict { get; } = at[Behaviors.SecondDelete, "conflict"];
    public Gate SecondBadRequest { get; } = at[Behaviors.SecondDelete, "bad-request"];
    public Gate NothingRefused { get; } = at[Behaviors.EmptyCreate, "refused"];
    public Gate NothingAccepted { get; } = at[Behaviors.EmptyCreate, "accepted"];
    public Gate NothingNotFound { get; } = at[Behaviors.EmptyCreate, "not-found"];
    public Gate XmlValuesLost { get; } = at[Behaviors.XmlInput, "values-lost"];
}
