using System.Text;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Binding;

/// <summary>Reads what a request says of a linked record, in whichever of the four forms.</summary>
internal sealed class LinkedRecordBinder(OperationContext context, ValueConverter converter)
{
    private readonly ActiveModes _modes = context.Modes;

    /// <summary>One field, sent with the link's prefix.</summary>
    public void Flat(BoundRecord bound, FieldPlan link, FieldPlan inner, string name, BodyValue value)
    {
        var flags = link.Link;
        if (!_modes[flags.InputBrackets] && !_modes[flags.InputJsonText] && !_modes[flags.InputJsonBody])
            Put(bound, link, inner, name, value);
    }

    /// <summary>The whole record: brackets, JSON text in a form field, or an object in a JSON body.</summary>
    public void Whole(BoundRecord bound, FieldPlan link, BodyValue value)
    {
        var flags = link.Link;
        switch (value)
        {
            case BodyValue.Scalar { IsEmpty: true }:
                return;
            case BodyValue.Scalar { IsText: true } when _modes[flags.InputJsonBody]:
                return;
            case BodyValue.Scalar { IsText: true } text when JsonBody.Read(Encoding.UTF8.GetBytes(text.Text), out _) is BodyValue.Members members:
                Members(bound, link, members);
                return;
            case BodyValue.Members { FromJson: false } when _modes[flags.InputJsonBody] || _modes[flags.InputJsonText]:
                return;
            case BodyValue.Members members:
                Members(bound, link, members);
                return;
            case var _ when context.Operation.Kind == OperationKind.Create || _modes[flags.UpdateApplied]:
                bound.AddError(link, link.Field.Name, Conversion.Wrong("an object"), value);
                return;
        }
    }

    /// <summary>On a create, every link leads to a record; on an update, what is said of it is refused, ignored or applied.</summary>
    public void Finish(BoundRecord bound, bool creating)
    {
        foreach (var link in bound.Resource.Links)
        {
            if (creating && link.Field.OnCreate)
                Complete(bound, link);
            else if (bound.Linked is { } all && all.Remove(link.Index, out var linked) && IsApplied(bound, link))
                all[link.Index] = linked;
        }
    }

    private void Members(BoundRecord bound, FieldPlan link, BodyValue.Members members)
    {
        var linked = bound.LinkedBy(link);
        foreach (var (name, value) in members.All)
        {
            if (linked.Resource.Names.TryGetValue(name, out var binding) && binding is { Inner: null, Output: false })
                Put(bound, link, binding.Field, link.Field.Link!.Prefix + name, value);
        }
    }

    // A documented name comes before another one of the same field.
    private void Put(BoundRecord bound, FieldPlan link, FieldPlan inner, string name, BodyValue value)
    {
        var linked = bound.LinkedBy(link);
        if (value is BodyValue.Scalar { IsText: true } text)
            bound.AddLinkedText(name, text.Text);
        if (!inner.Written || (linked.IsSent(inner) && name != link.Field.Link!.FlatName(inner.Field)))
            return;
        linked.Names[inner.Index] = name;
        var conversion = converter.Read(inner, value);
        linked.RemoveErrors(name);
        if (conversion.Expected is not null)
            linked.AddError(inner, name, conversion, value);
        else
            linked.Values[inner.Index] = conversion.Value;
    }

    private void Complete(BoundRecord bound, FieldPlan link)
    {
        if (_modes[link.Link.InputNone])
            bound.AddError(link, link.Field.Name, Conversion.Wrong("a form that is not to be had"), null);
        var linked = bound.LinkedBy(link);
        foreach (var field in link.Linked)
        {
            if (linked.IsSent(field.Inner) || !field.Inner.Field.Required)
                continue;
            if (_modes[field.RequiredConflict])
                linked.AddError(link.Field.Link!.FlatName(field.Inner.Field), "It is required.", 409);
            else if (!_modes[field.RequiredAccepted])
                linked.AddMissing(link.Field.Link!.FlatName(field.Inner.Field));
        }
        foreach (var error in linked.Errors)
            bound.AddError(error);
        foreach (var inner in linked.Resource.Fields)
        {
            var lost = _modes[link.Link.ValuesLost] && inner is { Written: true, Field.Required: false };
            if (lost || linked.Values[inner.Index] == Sentinel.NotSent)
                linked.Values[inner.Index] = context.Initial(inner) ?? (inner.Field.References is null ? inner.Unset(_modes) : Array.Empty<Record>());
        }
    }

    private bool IsApplied(BoundRecord bound, FieldPlan link)
    {
        if (_modes[link.Link.UpdateRefused])
            bound.AddError(link.Field.Name, "It cannot be changed here.");
        return !_modes[link.Link.UpdateRefused] && _modes[link.Link.UpdateApplied];
    }
}
