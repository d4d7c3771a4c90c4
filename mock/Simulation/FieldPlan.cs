using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A field compiled.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(ResourcePlan owner, Field field, int index, Gates gates)
    {
        Owner = owner;
        Field = field;
        Index = index;
        Written = field is { ReadOnly: false, OnCreate: true, Type: not (FieldType.Link or FieldType.References) };
        Secret = field.ShownIn.IsEmpty;
        Default = Typed(field);
        var at = gates.Of(Place.Of(owner.Resource, field));
        Input = new InputGates(at);
        Limits = new LimitGates(at);
        Unique = new UniqueGates(at);
        Link = new LinkGates(at);
        References = new ReferencesGates(at);
    }

    public ResourcePlan Owner { get; }

    public Field Field { get; }

    /// <summary>Position in <see cref="Record.Values"/>.</summary>
    public int Index { get; }

    /// <summary>Whether a create may set it, and it holds no other records.</summary>
    public bool Written { get; }

    /// <summary>Whether no answer may show it, error messages included.</summary>
    public bool Secret { get; }

    /// <summary>What a create without it stores; null where nothing is declared.</summary>
    public object? Default { get; }

    public InputGates Input { get; }
    public LimitGates Limits { get; }
    public UniqueGates Unique { get; }
    public LinkGates Link { get; }
    public ReferencesGates References { get; }

    /// <summary>The resource that a link or reference leads to.</summary>
    public ResourcePlan? Target { get; private set; }

    /// <summary>The fields of the linked record that a create takes.</summary>
    public ImmutableArray<LinkedField> Linked { get; private set; } = [];

    public void Connect(ApiPlan api, Gates gates)
    {
        if ((Field.Link?.Resource ?? Field.References?.Resource) is not { } name)
            return;
        Target = api.Resource(name);
        if (Field.Link is null)
            return;
        Linked =
        [
            .. Target.Fields.Where(inner => inner.Written).Select(inner =>
                new LinkedField(inner, gates.Of(new Place(null, Owner.Resource, Field, inner.Field)))),
        ];
    }

    /// <summary>What the field holds when nobody gave it a value.</summary>
    public object? Unset(Modes modes) => modes[Input.UnsetEmpty] ? "" : null;

    public override string ToString() => Field.Name;

    private static object? Typed(Field field) => field.Default is not JsonValue value
        ? null
        : field.Type switch
        {
            FieldType.Boolean => Flag.Of(value.GetValue<bool>()),
            FieldType.Integer => value.GetValue<long>(),
            FieldType.Date => DateOnly.Parse(value.ToString(), CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

/// <summary>A field of a linked record, as the create of the linking one takes it.</summary>
internal sealed class LinkedField(FieldPlan inner, GatesAt at)
{
    public FieldPlan Inner => inner;

    public Gate RequiredAccepted { get; } = at[Behaviors.LinkedRequired, "accepted"];
    public Gate RequiredConflict { get; } = at[Behaviors.LinkedRequired, "conflict"];
    public Gate DuplicateLinked { get; } = at[Behaviors.LinkedDuplicate, "linked"];
    public Gate DuplicateSecond { get; } = at[Behaviors.LinkedDuplicate, "second-record"];
}
