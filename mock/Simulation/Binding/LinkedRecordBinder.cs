using System.Text;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Binding.Conversion;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Binds what a request says of a linked record, in whichever of the four forms: prefixed names, brackets, JSON text, a JSON object.</summary>
internal sealed class LinkedRecordBinder(OperationPlan operation, FieldPlan link)
{
    private readonly bool _creating = operation.Kind == OperationKind.Create;
    private readonly ModeFlag _bracketsOnly = link.Rules[Behaviors.LinkedInput, "brackets"];
    private readonly ModeFlag _jsonTextOnly = link.Rules[Behaviors.LinkedInput, "json-text"];
    private readonly ModeFlag _jsonBodyOnly = link.Rules[Behaviors.LinkedInput, "json-body"];
    private readonly ModeFlag _noForm = link.Rules[Behaviors.LinkedInput, "none"];
    private readonly ModeFlag _valuesLost = link.Rules[Behaviors.LinkedCreate, "values-lost"];
    private readonly ModeFlag _updateRefused = link.Rules[Behaviors.LinkedUpdate, "refused"];
    private readonly ModeFlag _updateApplied = link.Rules[Behaviors.LinkedUpdate, "applied"];
    private readonly ValueConverter[] _converters =
        [.. link.Target!.Fields.Select(inner => new ValueConverter(operation.Api, inner, operation.Kind == OperationKind.Create))];
    private readonly InitialValue[] _initial = [.. link.Target!.Fields.Select(inner => new InitialValue(inner))];
    private readonly (FieldPlan Field, ModeFlag Accepted, ModeFlag Conflict)[] _required =
    [
        .. link.Linked.Where(field => field.Inner.Field.Required).Select(field =>
            (field.Inner, field.Rules[Behaviors.LinkedRequired, "accepted"], field.Rules[Behaviors.LinkedRequired, "conflict"])),
    ];

    /// <summary>One field, sent with the link's prefix.</summary>
    public void BindFlat(BoundRecord bound, FieldPlan inner, string name, BodyValue value, OperationContext context)
    {
        if (!context.Modes[_bracketsOnly] && !context.Modes[_jsonTextOnly] && !context.Modes[_jsonBodyOnly])
            Put(bound, inner, name, value, context);
    }

    /// <summary>The whole record: brackets, JSON text in a form field, or an object in a JSON body.</summary>
    public void BindWhole(BoundRecord bound, BodyValue value, OperationContext context)
    {
        var modes = context.Modes;
        switch (value)
        {
            case BodyValue.Scalar { IsEmpty: true }:
                return;
            case BodyValue.Scalar { IsText: true } when modes[_jsonBodyOnly]:
                return;
            case BodyValue.Scalar { IsText: true } text when JsonBody.Read(Encoding.UTF8.GetBytes(text.Text), out _) is BodyValue.Members members:
                Members(bound, members, context);
                return;
            case BodyValue.Members { FromJson: false } when modes[_jsonBodyOnly] || modes[_jsonTextOnly]:
                return;
            case BodyValue.Members members:
                Members(bound, members, context);
                return;
            case var _ when _creating || modes[_updateApplied]:
                bound.AddError(link, link.Field.Name, ConvertedValue.Wrong("an object"), value);
                return;
        }
    }

    /// <summary>On a create, every link gets a record; on an update, what is said of it is refused, ignored or applied.</summary>
    public void Finish(BoundRecord bound, OperationContext context)
    {
        if (_creating && link.Field.OnCreate)
            Complete(bound, context);
        else if (bound.Linked is { } all && all.Remove(link.Index, out var linked) && IsApplied(bound, context.Modes))
            all[link.Index] = linked;
    }

    private void Members(BoundRecord bound, BodyValue.Members members, OperationContext context)
    {
        var linked = bound.LinkedBy(link);
        foreach (var (name, value) in members.All)
        {
            if (linked.Resource.Names.TryGetValue(name, out var binding) && binding is { Inner: null, Output: false })
                Put(bound, binding.Field, link.Field.Link!.Prefix + name, value, context);
        }
    }

    // A documented name comes before another one of the same field.
    private void Put(BoundRecord bound, FieldPlan inner, string name, BodyValue value, OperationContext context)
    {
        var linked = bound.LinkedBy(link);
        if (value is BodyValue.Scalar { IsText: true } text)
            bound.AddLinkedText(name, text.Text);
        if (!inner.Written || (linked.IsSent(inner) && name != link.Field.Link!.FlatName(inner.Field)))
            return;
        linked.Names[inner.Index] = name;
        var converted = _converters[inner.Index].Read(value, context);
        linked.RemoveErrors(name);
        if (converted.Expected is not null)
            linked.AddError(inner, name, converted, value);
        else
            linked.Values[inner.Index] = converted.Value;
    }

    private void Complete(BoundRecord bound, OperationContext context)
    {
        var modes = context.Modes;
        if (modes[_noForm])
            bound.AddError(link, link.Field.Name, ConvertedValue.Wrong("a form that is not to be had"), null);
        var linked = bound.LinkedBy(link);
        Require(linked, modes);
        foreach (var error in linked.Errors)
            bound.AddError(error);
        foreach (var inner in linked.Resource.Fields)
        {
            var lost = modes[_valuesLost] && inner is { Written: true, Field.Required: false };
            if (lost || linked.Values[inner.Index] == Sentinel.NotSent)
                linked.Values[inner.Index] = _initial[inner.Index].Of(context) ?? (inner.Field.References is null ? inner.Unset(modes) : Array.Empty<Record>());
        }
    }

    private void Require(BoundRecord linked, ActiveModes modes)
    {
        foreach (var (field, accepted, conflict) in _required)
        {
            if (linked.IsSent(field))
                continue;
            if (modes[conflict])
                linked.AddError(link.Field.Link!.FlatName(field.Field), "It is required.", 409);
            else if (!modes[accepted])
                linked.AddMissing(link.Field.Link!.FlatName(field.Field));
        }
    }

    private bool IsApplied(BoundRecord bound, ActiveModes modes)
    {
        if (modes[_updateRefused])
            bound.AddError(link.Field.Name, "It cannot be changed here.");
        return !modes[_updateRefused] && modes[_updateApplied];
    }
}
