using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Handlers;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>An operation compiled: its modes, its documented statuses and messages, and how its answers show a record.</summary>
internal sealed class OperationPlan
{
    public OperationPlan(ApiPlan api, Operation operation, int index, ModeFlags flags)
    {
        Api = api;
        Index = index;
        Operation = operation;
        Resource = api.Resource(operation.Resource);
        Kind = operation.Kind;
        Flags = new OperationModes(flags.Of(Place.Of(operation)));
        Lists = new ListModes(flags.Of(Place.Of(operation)));
        Schema = new RecordSchema(Resource, operation, flags);
        Order = new ListOrder(api.Contract, this, flags);
        Filter = operation.Filter is { } filter ? new ListFilter(api, Resource, filter) : null;
        HasBody = operation.Success.Schema is not null;
        IsWhole = operation is { Filter: null, Paging: null, Formats.IsEmpty: true } && operation.Parameters.IsEmpty;
        IsAlike = operation.Formats.IsEmpty && operation.Parameters.All(parameter => parameter.Role == ParameterRole.Identity)
            && Schema.Fields.All(field => field.Inner is null && field.Field.IsSimple);
        Status = operation.Success.Status;
        Code = api.Dialect.CodeIn(operation.Success.Example) ?? Status;
        Messages = operation.Answers
            .Select(answer => KeyValuePair.Create(answer.Status, api.Dialect.MessageIn(answer.Example)))
            .Where(message => message.Value is not null)
            .ToFrozenDictionary(message => message.Key, message => message.Value!);
        var example = operation.ExampleRecord;
        Unsent = [.. Resource.Fields.Where(field => example?.ContainsKey(field.Field.Name) == true && !IsSent(field))];
        // An example that shows the whole record says nothing of which fields always come along.
        if (Schema.Fields.All(field => example?.ContainsKey(field.Field.Field.Name) == true))
            Unsent = [];
        LastKey = example?.Select(member => Schema.Named(member.Key)).LastOrDefault(
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
    public OperationModes Flags { get; }
    public ListModes Lists { get; }
    public RecordSchema Schema { get; }
    public ListOrder Order { get; }

    /// <summary>What its list is narrowed by, or null.</summary>
    public ListFilter? Filter { get; }

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
    public SchemaField? LastKey { get; }

    /// <summary>The first optional field, which breakages demand or clear.</summary>
    public FieldPlan? FirstOptional { get; }

    public bool Writes => Operation.Writes;

    // Without a documented request, whatever could be sent counts as sent.
    private bool IsSent(FieldPlan field) => Operation.Bodies.IsEmpty || Operation.Bodies[0].Example is not System.Text.Json.Nodes.JsonObject sent
        ? field.Written
        : ParameterBinding.Names(field.Field).Any(sent.ContainsKey);

    public override string ToString() => Operation.ToString();
}

/// <summary>The modes of an operation.</summary>
internal sealed class OperationModes(PlaceFlags at)
{
    public ModeFlag StatusPlain { get; } = at[Behaviors.Status, "plain"];
    public ModeFlag StatusNoContent { get; } = at[Behaviors.Status, "no-content"];
    public ModeFlag StatusEmptyOk { get; } = at[Behaviors.Status, "empty-ok"];
    public ModeFlag StatusAccepted { get; } = at[Behaviors.Status, "accepted"];
    public ModeFlag WrongType { get; } = at[Behaviors.AnswerSchema, "wrong-type"];
    public ModeFlag KeyMissing { get; } = at[Behaviors.AnswerKeys, "key-missing"];
    public ModeFlag EmptyNotFound { get; } = at[Behaviors.EmptyList, "not-found"];
    public ModeFlag NewestMissing { get; } = at[Behaviors.ListComplete, "newest-missing"];
    public ModeFlag OldestMissing { get; } = at[Behaviors.ListComplete, "oldest-missing"];
    public ModeFlag ListedTwice { get; } = at[Behaviors.ListComplete, "listed-twice"];
    public ModeFlag Stale { get; } = at[Behaviors.ListAgrees, "stale"];
    public ModeFlag UnknownBadRequest { get; } = at[Behaviors.UnknownRecord, "bad-request"];
    public ModeFlag UnknownEmptySuccess { get; } = at[Behaviors.UnknownRecord, "empty-success"];
    public ModeFlag CrossesSilos { get; } = at[Behaviors.OwnSilo, "crosses"];
    public ModeFlag MissObject { get; } = at[Behaviors.MissData, "object"];
    public ModeFlag MissNull { get; } = at[Behaviors.MissData, "null"];
    public ModeFlag MalformedBadRequest { get; } = at[Behaviors.MalformedIdentity, "bad-request"];
    public ModeFlag MalformedEmptySuccess { get; } = at[Behaviors.MalformedIdentity, "empty-success"];
    public ModeFlag LeadingDigits { get; } = at[Behaviors.MalformedIdentity, "leading-digits"];
    public ModeFlag OptionalDemanded { get; } = at[Behaviors.MinimalCreate, "optional-demanded"];
    public ModeFlag FullAnswer { get; } = at[Behaviors.UpdateAnswer, "full"];
    public ModeFlag OldValues { get; } = at[Behaviors.UpdateAnswer, "old-values"];
    public ModeFlag IdentityMissing { get; } = at[Behaviors.UpdateAnswer, "identity-missing"];
    public ModeFlag UnsentCleared { get; } = at[Behaviors.PartialUpdate, "unsent-cleared"];
    public ModeFlag LastWins { get; } = at[Behaviors.ParallelUpdates, "last-wins"];
    public ModeFlag OneRefused { get; } = at[Behaviors.ParallelUpdates, "one-refused"];
    public ModeFlag BothLost { get; } = at[Behaviors.ParallelUpdates, "lost"];
    public ModeFlag EmptyAccepted { get; } = at[Behaviors.EmptyUpdate, "accepted"];
    public ModeFlag RecordCleared { get; } = at[Behaviors.EmptyUpdate, "record-cleared"];
    public ModeFlag DeleteObject { get; } = at[Behaviors.DeleteAnswer, "object"];
    public ModeFlag DeleteNull { get; } = at[Behaviors.DeleteAnswer, "null"];
    public ModeFlag SecondNotFound { get; } = at[Behaviors.SecondDelete, "not-found"];
    public ModeFlag SecondConflict { get; } = at[Behaviors.SecondDelete, "conflict"];
    public ModeFlag SecondBadRequest { get; } = at[Behaviors.SecondDelete, "bad-request"];
    public ModeFlag NothingRefused { get; } = at[Behaviors.EmptyCreate, "refused"];
    public ModeFlag NothingAccepted { get; } = at[Behaviors.EmptyCreate, "accepted"];
    public ModeFlag NothingNotFound { get; } = at[Behaviors.EmptyCreate, "not-found"];
    public ModeFlag XmlValuesLost { get; } = at[Behaviors.XmlInput, "values-lost"];
}
