using System.Text;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>Reads what a request says of a linked record, in whichever of the four forms.</summary>
internal sealed class LinkIntake(Call call, Coercion coercion)
{
    private readonly Modes _modes = call.Modes;

    /// <summary>One field, sent with the link's prefix.</summary>
    public void Flat(Draft draft, FieldPlan link, FieldPlan inner, string name, Input value)
    {
        var gates = link.Link;
        if (!_modes[gates.InputBrackets] && !_modes[gates.InputJsonText] && !_modes[gates.InputJsonBody])
            Put(draft, link, inner, name, value);
    }

    /// <summary>The whole record: brackets, JSON text in a form field, or an object in a JSON body.</summary>
    public void Whole(Draft draft, FieldPlan link, Input value)
    {
        var gates = link.Link;
        switch (value)
        {
            case Input.Scalar { IsEmpty: true }:
                return;
            case Input.Scalar { IsText: true } when _modes[gates.InputJsonBody]:
                return;
            case Input.Scalar { IsText: true } text when JsonBody.Read(Encoding.UTF8.GetBytes(text.Text), out _) is Input.Members members:
                Members(draft, link, members);
                return;
            case Input.Members { FromJson: false } when _modes[gates.InputJsonBody] || _modes[gates.InputJsonText]:
                return;
            case Input.Members members:
                Members(draft, link, members);
                return;
            case var _ when call.Operation.Kind == OperationKind.Create || _modes[gates.UpdateApplied]:
                draft.Fail(link, link.Field.Name, Coerced.Wrong("an object"), value);
                return;
        }
    }

    /// <summary>On a create, every link leads to a record; on an update, what is said of it is refused, ignored or applied.</summary>
    public void Finish(Draft draft, bool creating)
    {
        foreach (var link in draft.Resource.Links)
        {
            if (creating && link.Field.OnCreate)
                Complete(draft, link);
            else if (draft.Linked is { } all && all.Remove(link.Index, out var linked) && IsApplied(draft, link))
                all[link.Index] = linked;
        }
    }

    private void Members(Draft draft, FieldPlan link, Input.Members members)
    {
        var linked = draft.LinkedBy(link);
        foreach (var (name, value) in members.All)
        {
            if (linked.Resource.Names.TryGetValue(name, out var binding) && binding is { Inner: null, Output: false })
                Put(draft, link, binding.Field, link.Field.Link!.Prefix + name, value);
        }
    }

    // A documented name comes before another one of the same field.
    private void Put(Draft draft, FieldPlan link, FieldPlan inner, string name, Input value)
    {
        var linked = draft.LinkedBy(link);
        if (value is Input.Scalar { IsText: true } text)
            draft.AddLinkedText(name, text.Text);
        if (!inner.Written || (linked.IsSent(inner) && name != link.Field.Link!.FlatName(inner.Field)))
            return;
        linked.Names[inner.Index] = name;
        var coerced = coercion.Read(inner, value);
        linked.Forgive(name);
        if (coerced.Expected is not null)
            linked.Fail(inner, name, coerced, value);
        else
            linked.Values[inner.Index] = coerced.Value;
    }

    private void Complete(Draft draft, FieldPlan link)
    {
        if (_modes[link.Link.InputNone])
            draft.Fail(link, link.Field.Name, Coerced.Wrong("a form that is not to be had"), null);
        var linked = draft.LinkedBy(link);
        foreach (var field in link.Linked)
        {
            if (linked.IsSent(field.Inner) || !field.Inner.Field.Required)
                continue;
            if (_modes[field.RequiredConflict])
                linked.Fail(link.Field.Link!.FlatName(field.Inner.Field), "It is required.", 409);
            else if (!_modes[field.RequiredAccepted])
                linked.Demand(link.Field.Link!.FlatName(field.Inner.Field));
        }
        foreach (var fault in linked.Faults)
            draft.Add(fault);
        foreach (var inner in linked.Resource.Fields)
        {
            var lost = _modes[link.Link.ValuesLost] && inner is { Written: true, Field.Required: false };
            if (lost || linked.Values[inner.Index] == Mark.NotSent)
                linked.Values[inner.Index] = call.Initial(inner) ?? (inner.Field.References is null ? inner.Unset(_modes) : Array.Empty<Record>());
        }
    }

    private bool IsApplied(Draft draft, FieldPlan link)
    {
        if (_modes[link.Link.UpdateRefused])
            draft.Fail(link.Field.Name, "It cannot be changed here.");
        return !_modes[link.Link.UpdateRefused] && _modes[link.Link.UpdateApplied];
    }
}
