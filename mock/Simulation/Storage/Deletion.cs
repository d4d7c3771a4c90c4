using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>What a delete leaves of a record of one resource, and who sees it afterwards, in every mode.</summary>
internal sealed class Deletion(ResourcePlan resource)
{
    private readonly bool _hidden = resource.Resource.SoftDelete is { Hidden: true };

    // Soft: the record stays and is inactive.
    private readonly ModeFlag _softRemoved = resource.Rules[Behaviors.SoftDelete, "removed"];
    private readonly ModeFlag _softStillActive = resource.Rules[Behaviors.SoftDelete, "still-active"];
    private readonly ModeFlag _blanked = resource.Rules[Behaviors.DeleteKeepsData, "blanked"];
    private readonly ModeFlag _notListed = resource.Rules[Behaviors.DeletedListed, "left-out"];
    private readonly ModeFlag _listedActive = resource.Rules[Behaviors.DeletedListed, "listed-active"];
    private readonly ModeFlag _reactivationIgnored = resource.Rules[Behaviors.Reactivation, "ignored"];
    private readonly ModeFlag _reactivationRefused = resource.Rules[Behaviors.Reactivation, "refused"];
    private readonly ModeFlag _reactivationClaimed = resource.Rules[Behaviors.Reactivation, "claimed"];

    // Hard: the record is gone.
    private readonly ModeFlag _hardInactive = resource.Rules[Behaviors.HardDelete, "inactive"];
    private readonly ModeFlag _hardKept = resource.Rules[Behaviors.HardDelete, "kept"];
    private readonly ModeFlag _hardStillListed = resource.Rules[Behaviors.HardDelete, "listed"];

    /// <summary>Whether a delete changes anything.</summary>
    public bool IsApplied(ActiveModes modes) => !modes[_hardKept];

    /// <summary>Takes a record away, or lets a deleted version take its place.</summary>
    /// <param name="table">The records.</param>
    /// <param name="record">The record.</param>
    /// <param name="now">The time.</param>
    /// <param name="modes">The modes in force.</param>
    public void Apply(Table table, Record record, DateTime now, ActiveModes modes)
    {
        var isHidden = modes[_hardInactive] || modes[_hardStillListed];
        if (!isHidden && (resource is { Active: null, DeletedAt: null } || modes[_softRemoved]))
        {
            table.Remove(record);
            return;
        }
        var values = record.Unchanged();
        if (resource.Active is { } active)
            values[active.Index] = BoxedBoolean.Of(modes[_softStillActive]);
        else if (resource.DeletedAt is { } time)
            values[time.Index] = modes[_softStillActive] ? null : now;
        else if (resource.DeletedFlag is { } flag && modes[_hardInactive])
            values[flag.Index] = BoxedBoolean.False;
        if (modes[_blanked] && resource.FirstText is { } text)
            values[text.Index] = "deleted-" + FieldValue.Text(record.Identity);
        table.Put(record.With(values, deleted: true));
    }

    /// <summary>Whether a record is found by its identity.</summary>
    public bool IsFound(Record record, ActiveModes modes) => !record.Deleted || !(modes[_hardStillListed] || (_hidden && !modes[_hardInactive]));

    /// <summary>Whether lists leave deleted records out.</summary>
    public bool AreDeletedUnlisted(ActiveModes modes) => modes[_notListed] || modes[_hardInactive] || (_hidden && !modes[_hardStillListed]);

    /// <summary>Whether lists show deleted records as active ones.</summary>
    public bool AreDeletedListedActive(ActiveModes modes) => modes[_listedActive];

    /// <summary>Whether an update would make a deleted record active again.</summary>
    public bool IsReactivation(Record before, object?[] values) => before.Deleted && resource.Active is { } active && values[active.Index] is true;

    /// <summary>Whether an update that would reactivate a record is refused.</summary>
    public bool IsReactivationRefused(ActiveModes modes) => modes[_reactivationRefused];

    /// <summary>Whether a deleted record stays so though an update says otherwise.</summary>
    public bool IsReactivationIgnored(ActiveModes modes) => modes[_reactivationIgnored] || modes[_reactivationClaimed];

    /// <summary>Whether the answer says that a record is active though it is not.</summary>
    public bool IsReactivationClaimed(ActiveModes modes) => modes[_reactivationClaimed];
}
