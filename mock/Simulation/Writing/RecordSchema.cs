using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>How the answers of one operation show a record, in the order of the schema.</summary>
internal sealed class RecordSchema
{
    public RecordSchema(ResourcePlan resource, Operation operation, ModeFlags flags, (ResourcePlan Resource, FieldPlan Field)? through = null)
    {
        Resource = resource;
        Kind = operation.Kind;
        Fields =
        [
            .. resource.Fields.Where(field => field.Field.ShownIn.Contains(operation.Kind) || (field.IsHidden && through is null))
                .Select(field => new SchemaField(resource, field, operation, flags, through)),
        ];
        FirstText = Fields.FirstOrDefault(field => field.Field is { IsHidden: false, Field.Type: FieldType.Text });
        FirstWrittenText = Fields.FirstOrDefault(field => field.Field == resource.FirstText) ?? FirstText;
    }

    public ResourcePlan Resource { get; }

    public OperationKind Kind { get; }

    public ImmutableArray<SchemaField> Fields { get; }

    public SchemaField? FirstText { get; }

    /// <summary>The first text that a request can set; where it can set none, the first one.</summary>
    public SchemaField? FirstWrittenText { get; }

    public SchemaField? Named(string name) => Fields.FirstOrDefault(field => field.Field.Field.Name == name);
}

/// <summary>How the answers of one operation show a field.</summary>
internal sealed class SchemaField
{
    public SchemaField(
        ResourcePlan resource, FieldPlan field, Operation operation, ModeFlags flags, (ResourcePlan Resource, FieldPlan Field)? through)
    {
        Field = field;
        Name = JsonEncodedText.Encode(field.Field.Name);
        Alias = JsonEncodedText.Encode(field.Field.Aliases.FirstOrDefault() ?? field.Field.Name);
        var own = flags.Of(Place.Of(resource.Resource, field.Field));
        UnderAlias = own[Behaviors.AnswerName, "alias"];
        UnderBoth = own[Behaviors.AnswerName, "both"];
        UnderNeither = own[Behaviors.AnswerName, "neither"];
        LeftOut = own[Behaviors.Shown, "left-out"];
        Nowhere = own[Behaviors.Shown, "nowhere"];
        Garbled = own[Behaviors.Shown, "garbled"];
        Members = [.. field.Members.Select(member => new SchemaField(resource, member, operation, flags, through))];
        if (field.Field.Refers?.Record is { } record)
            RecordName = JsonEncodedText.Encode(record);
        // A flag that is not default belongs to a rule, so the key is one that modes can move.
        IsMovable = UnderAlias != default || LeftOut != default || field.Refers.LeftOut != default || field.IsHidden;
        AlwaysShown = !IsMovable && !own.Tolerates(Behaviors.Unset, "left-out");
        As = new ValueFormatModes(flags.Of(through is { } outer
            ? Place.InAnswer(operation, outer.Resource.Resource, outer.Field.Field, field.Field)
            : Place.InAnswer(operation, resource.Resource, field.Field)));
        // Records inside records show no further ones.
        if (field is { Target: { } target, IsRelated: true } && through is null)
            Inner = new RecordSchema(target, operation, flags, (resource, field));
    }

    public FieldPlan Field { get; }
    public JsonEncodedText Name { get; }
    public JsonEncodedText Alias { get; }
    public ModeFlag UnderAlias { get; }
    public ModeFlag UnderBoth { get; }
    public ModeFlag UnderNeither { get; }
    public ModeFlag LeftOut { get; }
    public ModeFlag Nowhere { get; }
    public ModeFlag Garbled { get; }

    /// <summary>The key under which it shows the record (or records) in place of the identity, where it may.</summary>
    public JsonEncodedText RecordName { get; }

    /// <summary>How the members of its entries are shown.</summary>
    public ImmutableArray<SchemaField> Members { get; }

    /// <summary>Whether there are modes that show it under another key, or leave it out whatever it holds.</summary>
    public bool IsMovable { get; }

    /// <summary>Whether no reading leaves the key out.</summary>
    public bool AlwaysShown { get; }

    public ValueFormatModes As { get; }

    /// <summary>For links and references: how the other record is shown.</summary>
    public RecordSchema? Inner { get; }
}

/// <summary>The modes of a value in the answers of one operation.</summary>
internal sealed class ValueFormatModes(PlaceFlags at)
{
    public ModeFlag IntegerText { get; } = at[Behaviors.IntegerAs, "text"];
    public ModeFlag IntegerObject { get; } = at[Behaviors.IntegerAs, "object"];
    public ModeFlag FlagText { get; } = at[Behaviors.FlagAs, "text"];
    public ModeFlag FlagNumber { get; } = at[Behaviors.FlagAs, "number"];
    public ModeFlag FlagWords { get; } = at[Behaviors.FlagAs, "words"];
    public ModeFlag FlagWord { get; } = at[Behaviors.FlagAs, "word"];
    public ModeFlag TimeIso { get; } = at[Behaviors.TimestampAs, "iso"];
    public ModeFlag TimeDate { get; } = at[Behaviors.TimestampAs, "date"];
    public ModeFlag TimeEpoch { get; } = at[Behaviors.TimestampAs, "epoch"];
    public ModeFlag TextNumber { get; } = at[Behaviors.TextAs, "number"];
    public ModeFlag TextObject { get; } = at[Behaviors.TextAs, "object"];
}
