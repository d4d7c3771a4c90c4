using System.Collections.Immutable;
using System.Text.Json;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>How the answers of one operation show a field.</summary>
internal sealed class SchemaField
{
    public SchemaField(ResourcePlan resource, FieldPlan field, Operation operation, ModeFlags flags, FieldPlan? through)
    {
        Field = field;
        Name = JsonEncodedText.Encode(field.Field.Name);
        Key = new FieldKey(field, Name);
        Members = [.. field.Members.Select(member => new SchemaField(resource, member, operation, flags, through))];
        Format = new ValueFormat(flags.Of(through is null
            ? Place.InAnswer(operation, resource.Resource, field.Field)
            : Place.InAnswer(operation, through.Owner.Resource, through.Field, field.Field)));
        UnsetIsEmptyText = field.Rules[Behaviors.Unset, "empty-text"];
        if (field == field.Owner.Number || (field.From is not null && field.Owner.Number is not null))
            Number = new NumberFormat(field.Owner);
        // Records inside records show no further ones.
        if (field is { Target: { } target, IsRelated: true } && through is null)
            Inner = new RecordSchema(target, operation, flags, field);
    }

    public FieldPlan Field { get; }

    public JsonEncodedText Name { get; }

    /// <summary>Under which key it is shown, if at all.</summary>
    public FieldKey Key { get; }

    /// <summary>How the members of its entries are shown.</summary>
    public ImmutableArray<SchemaField> Members { get; }

    public ValueFormat Format { get; }

    /// <summary>For a generated number.</summary>
    public NumberFormat? Number { get; }

    /// <summary>Whether an empty text stands for no value. Records of the seed, which nobody created, hold none as any other.</summary>
    public ModeFlag UnsetIsEmptyText { get; }

    /// <summary>For links and references: how the other record is shown.</summary>
    public RecordSchema? Inner { get; }
}
