using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds the body of a create or an update to a record, with every error that can be seen without looking at other records.</summary>
internal sealed class RecordBinder(OperationPlan operation)
{
    private readonly bool _creating = operation.Kind == OperationKind.Create;
    private readonly FieldBinder[] _fields = [.. operation.Resource.Fields.Select(field => new FieldBinder(operation, field))];
    private readonly ReferenceListBinder?[] _references =
        [.. operation.Resource.Fields.Select(field => field.Field.References is null ? null : new ReferenceListBinder(operation, field))];
    private readonly LinkedRecordBinder?[] _links =
        [.. operation.Resource.Fields.Select(field => field.Field.Link is null ? null : new LinkedRecordBinder(operation, field))];
    private readonly UnknownParameters _unknown = new(operation.Api);
    private readonly LostValues _lost = new(operation);
    private readonly MissingOnCreate _missingOnCreate = new(operation);
    private readonly MissingOnUpdate _missingOnUpdate = new(operation.Resource);

    public BoundRecord Bind(BodyValue.Members body, OperationContext context)
    {
        var bound = new BoundRecord(operation.Resource, body);
        foreach (var (name, value) in body.All)
        {
            if (value is BodyValue.Absent)
                continue;
            if (!operation.Resource.Names.TryGetValue(name, out var binding))
                _unknown.Bind(bound, name, value, context.Modes);
            else if (!_lost.IsLost(binding.Field, body, context.Modes))
                Bind(bound, binding, name, value, context);
        }
        foreach (var link in _links)
            link?.Finish(bound, context);
        if (_creating)
            _missingOnCreate.Bind(bound, context);
        else
            _missingOnUpdate.Bind(bound, context.Modes);
        return bound;
    }

    private void Bind(BoundRecord bound, ParameterBinding binding, string name, BodyValue value, OperationContext context)
    {
        var at = binding.Field.Index;
        if (binding.Output)
            return;
        if (binding.Inner is { } inner)
            _links[at]!.BindFlat(bound, inner, name, value, context);
        else if (_links[at] is { } link)
            link.BindWhole(bound, value, context);
        else if (_references[at] is { } references)
            references.Bind(bound, name, value, context);
        else
            _fields[at].Bind(bound, name, value, binding.Other, context);
    }
}

/// <summary>What becomes of parameters that no field has: they are ignored, unless a mode says otherwise.</summary>
internal sealed class UnknownParameters(ApiPlan api)
{
    private readonly ModeFlag _refused = api.Rules[Behaviors.UnknownParameter, "refused"];
    private readonly ModeFlag _stored = api.Rules[Behaviors.UnknownParameter, "stored"];
    private readonly ModeFlag _serverError = api.Rules[Behaviors.UnknownParameter, "server-error"];

    public void Bind(BoundRecord bound, string name, BodyValue value, ActiveModes modes)
    {
        if (modes[_serverError])
            bound.AddError(name, "There is no such parameter.", 500);
        else if (modes[_refused])
            bound.AddError(name, "There is no such parameter.");
        else if (modes[_stored])
            bound.AddUnknown(name, new RawJson(value.ToJson()));
    }
}

/// <summary>Breakages that lose the optional values of bodies in one format.</summary>
internal sealed class LostValues(OperationPlan operation)
{
    private readonly ModeFlag _form = operation.Api.Rules[Behaviors.FormBody, "values-lost"];
    private readonly ModeFlag _json = operation.Api.Rules[Behaviors.JsonBody, "values-lost"];
    private readonly ModeFlag _xml = operation.Rules[Behaviors.XmlInput, "values-lost"];

    public bool IsLost(FieldPlan field, BodyValue.Members body, ActiveModes modes) =>
        !field.Field.Required && field.Field.Link is null && modes[body.FromJson ? _json : body.FromXml ? _xml : _form];
}
