using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Writing;

/// <summary>How the answers of one operation show a record, in the order of the document's schema.</summary>
internal sealed class RecordSchema
{
    private RecordSchema(OperationPlan operation)
        : this(operation.Resource, operation.Operation, operation.Api.Modes)
    {
        var example = operation.Operation.ExampleRecord;
        Unsent = [.. Resource.Fields.Where(field => example?.ContainsKey(field.Field.Name) == true && !operation.IsSent(field))];
        // An example that shows the whole record says nothing of which fields always come along.
        if (Fields.All(field => example?.ContainsKey(field.Field.Field.Name) == true))
            Unsent = [];
        Breakages = new AnswerBreakages(operation, this);
    }

    /// <param name="resource">The resource.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="flags">The mode flags of the contract.</param>
    /// <param name="through">For a related record: the field that shows it.</param>
    public RecordSchema(ResourcePlan resource, Operation operation, ModeFlags flags, FieldPlan? through = null)
    {
        Resource = resource;
        Kind = operation.Kind;
        Fields =
        [
            .. resource.Fields.Where(field => field.Field.ShownIn.Contains(Kind == OperationKind.Delete ? OperationKind.Find : Kind) || (field.IsHidden && through is null))
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

    /// <summary>The breakages of whole answers; null for records inside records, which they leave alone.</summary>
    public AnswerBreakages? Breakages { get; }

    /// <summary>The fields that the documented answer shows though the documented request does not send them.</summary>
    public ImmutableArray<FieldPlan> Unsent { get; } = [];

    /// <summary>Whether records are shown without anything of other records.</summary>
    public bool IsSelfContained => Fields.All(shown => shown.Inner is null && shown.Field.IsSimple);

    public static RecordSchema Of(OperationPlan operation) => new(operation);

    public SchemaField? Named(string name) => Fields.FirstOrDefault(field => field.Field.Field.Name == name);
}
