// Who may do what, decided here and nowhere else: the store asks before it shows or writes a record, and
// the pages ask before they offer a button. Whoever has the first role may do everything.
// Needs: people.
"use strict";

(function () {
  const { shelves, own } = homespun;
  const rules = () => homespun.about().people;
  const refuse = (words) => {
    throw Object.assign(new Error(words), { words });
  };

  const roleOf = (person) => (rules().roles.includes(person.values[rules().role]) ? person.values[rules().role] : rules().usual);
  const isPerson = (record) => record.entity === rules().entity;
  const ownerOf = (record) => (isPerson(record) ? record.id : record.values[homespun.entityOf(record.entity).owner]);

  homespun.roleOf = roleOf;
  homespun.isLeader = () => {
    const me = homespun.me();
    return me !== null && roleOf(me) === rules().roles[0];
  };

  // Whether the blueprint lets whoever is here do something; `record` is null for one that is not made yet.
  function allows(entity, deed, record) {
    const who = entity.only?.[deed];
    const me = homespun.me();
    return !who || who.includes(roleOf(me)) || (who.includes("owner") && (!record || ownerOf(record) === me.id));
  }

  // The record that a comment or a vote belongs to, or the one that a notification is about.
  function wholeOf(record) {
    const { partOf } = homespun.entityOf(record.entity);
    if (partOf) return shelves.get(record.values[partOf.field]);
    return record.entity === homespun.about().notifications ? shelves.get(record.values.about) : null;
  }

  homespun.isSeen = (record) => {
    if (!homespun.me()) return false;
    if (homespun.isLeader()) return true;
    const whole = wholeOf(record);
    return allows(homespun.entityOf(record.entity), "sees", record) && (!whole || homespun.isSeen(whole));
  };

  // `deed` is sees, adds, changes or deletes; `what` a record, or an entity for "may there be any?".
  homespun.may = (deed, what) => {
    if (!homespun.me()) return false;
    if (homespun.isLeader()) return true;
    const record = what.values ? what : null;
    const entity = record ? homespun.entityOf(record.entity) : what;
    if (record && !homespun.isSeen(record)) return false;
    if (allows(entity, deed, record)) return true;
    const whole = deed === "deletes" && record && entity.partOf ? wholeOf(record) : null;
    return whole !== null && homespun.may("deletes", whole); // what belongs to a record goes with it
  };

  homespun.mayOpen = (page) => !page.only || homespun.isLeader() || (homespun.me() !== null && page.only.includes(roleOf(homespun.me())));

  // What stands in place of a page that is not for whoever is here; null if it is.
  homespun.closedPage = (page) =>
    homespun.mayOpen(page) ? null : { name: homespun.say("people_closed"), address: page.address, line: page.line, sections: [{ kind: "text", line: page.line, title: homespun.say("people_closed_hint") }] };

  // Whether a form asks for a field: whose record it is and who has which role is decided by the first role.
  homespun.mayFill = (entity, field, record) => {
    if (field.name === entity.owner) return homespun.isLeader() && record !== null;
    return entity.name !== rules().entity || ![rules().role, rules().joined].includes(field.name) || homespun.isLeader();
  };

  // The records as they may be written, or a refusal. `asked` is what of it somebody asked for; the rest
  // follows by itself. Nobody gives a record to somebody else, or themselves a role.
  homespun.permitted = (put, remove, asked) => {
    for (const record of asked.put) {
      const before = shelves.get(record.id);
      const whole = wholeOf(record);
      if (!(before ? homespun.may("changes", before) : homespun.may("adds", homespun.entityOf(record.entity)))) refuse("not_allowed");
      if (whole && !homespun.isSeen(whole)) refuse("not_allowed");
    }
    for (const record of asked.remove.map(shelves.get)) if (record && !homespun.may("deletes", record)) refuse("not_allowed");
    keepALeader(put, remove);
    const byHand = new Set(asked.put.map((record) => record.id));
    return put.map((record) => stamped(record, byHand.has(record.id)));
  };

  function stamped(record, byHand) {
    const before = shelves.get(record.id);
    const { owner } = homespun.entityOf(record.entity);
    const isFree = !byHand || homespun.isLeader();
    const values = own(record.values);
    if (owner && !before && !(isFree && values[owner])) values[owner] = homespun.me()?.id ?? null;
    if (owner && before && !isFree) values[owner] = before.values[owner] ?? null;
    if (isPerson(record) && !isFree) {
      values[rules().role] = before ? before.values[rules().role] : rules().usual;
      values[rules().joined] = before ? before.values[rules().joined] : homespun.calculate.today();
    }
    return { ...record, values };
  }

  // Somebody has to be left who can sign in and may do everything.
  function keepALeader(put, remove) {
    const leads = (record) => roleOf(record) === rules().roles[0];
    const before = homespun.people().filter((record) => leads(record) && homespun.passwords.has(record.id));
    const changed = new Map(put.map((record) => [record.id, record]));
    const stays = (record) => leads(changed.get(record.id) ?? record) && !remove.includes(record.id);
    if (before.length && !before.some(stays)) refuse("people_last");
  }
})();
